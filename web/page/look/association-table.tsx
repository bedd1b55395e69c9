import { useState } from 'preact/hooks';
import type { Associations } from '../../contract/index.js';
import { associationText } from './association-text.js';

/** How many pairs are shown: those whose values differ most. */
const SHOWN = 40;

/** The matrices as numbers, also for screen readers. */
export function AssociationTable({ found }: { found: Associations }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>As a table</summary>
      {open && <PairTable found={found} />}
    </details>
  );
}

function PairTable({ found }: { found: Associations }) {
  const pairs = farthest(found);
  return (
    <div class="scroll" role="region" aria-label="Pairs of columns" tabIndex={0}>
      <table>
        <caption>
          {pairs.length === SHOWN ? `The ${SHOWN} pairs` : 'All pairs'} that differ most, largest
          difference first
        </caption>
        <thead>
          <tr>
            <th scope="col">Columns</th>
            <th scope="col" class="number">
              Real
            </th>
            <th scope="col" class="number">
              Generated
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ name, real, generated }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="number">{associationText(real)}</td>
              <td class="number">{associationText(generated)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function farthest({ columns, real, generated }: Associations) {
  const size = columns.length;
  const apart = ({ real, generated }: { real: number; generated: number }) =>
    Number.isNaN(real - generated) ? -1 : Math.abs(real - generated);
  return columns
    .flatMap((a, row) =>
      columns.slice(0, row).map((b, column) => ({
        name: `${b} and ${a}`,
        real: real[row * size + column]!,
        generated: generated[row * size + column]!,
      })),
    )
    .sort((a, b) => apart(b) - apart(a))
    .slice(0, SHOWN);
}
