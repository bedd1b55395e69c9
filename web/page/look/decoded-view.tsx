import type { CellValue, Decoded, ImageShape } from '../../studio/contract.js';
import { number } from '../format.js';
import { ImageSheet } from '../ui/image-sheet.js';

interface DecodedViewProps {
  /** What it is, for those who do not see it. */
  label: string;
  /** Of images. */
  shape: ImageShape | null;
  /** One row; null until it is there. */
  decoded: Decoded | null;
}

/** One row: an image, or the cells of a table beside the names of their columns. */
export function DecodedView({ label, shape, decoded }: DecodedViewProps) {
  if (shape) {
    const pixels = decoded?.kind === 'images' ? decoded.pixels : null;
    return <ImageSheet label={label} shape={shape} pixels={pixels} across={1} down={1} />;
  }
  if (decoded?.kind !== 'table') return null;
  const { columns, rows } = decoded.table;
  return (
    <div class="scroll cells" role="group" aria-label={label} tabIndex={0}>
      <table>
        <tbody>
          {columns.map((column, index) => (
            <tr key={column}>
              <th scope="row">{column}</th>
              <td class="number">{cell(rows[0]![index]!)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cell(value: CellValue): string {
  if (value === null) return '–';
  return typeof value === 'number' ? number(value) : value;
}
