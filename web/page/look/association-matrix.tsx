import { Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CellColours } from './diverging-colour.js';
import { useGrowing } from './growing.js';

/** A pair of column indices: a row of the matrix and a column, with column < row. */
export type Pair = readonly [row: number, column: number];

interface AssociationMatrixProps {
  columns: readonly string[];
  /** columns x columns. */
  values: Float64Array;
  colourOf: (value: number) => CellColours;
  marked: Pair | null;
  onMark: (pair: Pair | null) => void;
}

/** How many letters of a name are shown, and the width of each. */
const NAME_LETTERS = 18;
const LETTER = 7.2;

/**
 * The lower half of a matrix. Each column's name appears once, on the diagonal: right of its row
 * and above its column. Hidden from screen readers, which get the pairs as a table.
 */
export function AssociationMatrix(props: AssociationMatrixProps) {
  const { columns, values, colourOf, marked, onMark } = props;
  const size = columns.length;
  const side = size <= FEW ? 34 : size <= 16 ? 24 : 16;
  const names = columns.map((name) =>
    name.length > NAME_LETTERS ? `${name.slice(0, NAME_LETTERS - 1)}…` : name,
  );
  const width = Math.max(...names.map((name, index) => index * side + 8 + name.length * LETTER));
  return (
    <svg
      class="matrix"
      aria-hidden="true"
      width={width}
      height={size * side}
      viewBox={`0 0 ${width} ${size * side}`}
      onPointerLeave={() => onMark(null)}
    >
      <Cells {...{ columns, values, colourOf, side, onMark }} />
      {names.map((name, index) => (
        <text
          key={index}
          class={marked?.includes(index) ? 'matrix-name marked' : 'matrix-name'}
          x={index * side + 4}
          y={(index + 0.5) * side}
        >
          {name}
        </text>
      ))}
      {marked && (
        <rect
          class="matrix-mark"
          x={marked[1] * side}
          y={marked[0] * side}
          width={side}
          height={side}
        />
      )}
    </svg>
  );
}

/** Up to this many columns, cells have room for their values. */
const FEW = 9;

interface CellsProps extends Omit<AssociationMatrixProps, 'marked'> {
  side: number;
}

/** Cells added per frame: more would block the page. */
const CELLS_A_FRAME = 80;

function Cells(props: CellsProps) {
  const size = props.columns.length;
  const rows = useGrowing(size, Math.ceil(CELLS_A_FRAME / size));
  return (
    <g>
      {Array.from({ length: rows }, (_, row) => (
        <RowOfCells key={row} row={row} {...props} />
      ))}
    </g>
  );
}

/** Redrawn only when the values change, not when another pair is marked or a row is added. */
function RowOfCells(props: CellsProps & { row: number }) {
  const { columns, values, colourOf, side, onMark, row } = props;
  return useMemo(() => drawnRow(props), [columns, values, colourOf, side, onMark, row]);
}

function drawnRow({ columns, values, colourOf, side, onMark, row }: CellsProps & { row: number }) {
  const size = columns.length;
  return (
    <g>
      {columns.slice(0, row).map((_, column) => {
        const value = values[row * size + column]!;
        const colours = Number.isNaN(value) ? null : colourOf(value);
        return (
          <Fragment key={column}>
            <rect
              class={colours ? 'matrix-cell' : 'matrix-cell none'}
              x={column * side + 0.5}
              y={row * side + 0.5}
              width={side - 1}
              height={side - 1}
              onPointerEnter={() => onMark([row, column])}
              {...(colours && { fill: colours.fill })}
            />
            {size <= FEW && (
              <text
                class="matrix-value"
                {...(colours && { fill: colours.ink })}
                x={(column + 0.5) * side}
                y={(row + 0.5) * side}
              >
                {shortValue(value)}
              </text>
            )}
          </Fragment>
        );
      })}
    </g>
  );
}

/** '.87', '−.40', '1': short enough for a cell. */
function shortValue(value: number): string {
  if (Number.isNaN(value)) return '–';
  return (
    value
      .toFixed(2)
      .replace(/^(-?)0\./, '$1.')
      .replace('-', '−')
      .replace(/\.?00$/, '') || '0'
  );
}
