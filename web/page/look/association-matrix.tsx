import { memo } from 'preact/compat';

/** A pair of columns, by their numbers: the row of the matrix, and its column, which is less. */
export type Pair = readonly [row: number, column: number];

interface AssociationMatrixProps {
  columns: readonly string[];
  /** columns x columns. */
  values: Float64Array;
  colourOf: (value: number) => string;
  marked: Pair | null;
  onMark: (pair: Pair | null) => void;
}

/** Room for a name beside the diagonal, and how many letters that is. */
const NAME_ROOM = 132;
const NAME_LETTERS = 18;

/**
 * The lower half of a matrix; each column's name stands once, at the diagonal: to the right of its
 * row, above its column. Hidden from screen readers, which have the pairs as a table.
 */
export function AssociationMatrix(props: AssociationMatrixProps) {
  const { columns, values, colourOf, marked, onMark } = props;
  const size = columns.length;
  const side = size <= 9 ? 34 : size <= 16 ? 24 : 16;
  const width = size * side + NAME_ROOM;
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
      {columns.map((name, index) => (
        <text
          key={name}
          class={marked?.includes(index) ? 'matrix-name marked' : 'matrix-name'}
          x={index * side + 4}
          y={(index + 0.5) * side}
        >
          {name.length > NAME_LETTERS ? `${name.slice(0, NAME_LETTERS - 1)}…` : name}
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

interface CellsProps extends Omit<AssociationMatrixProps, 'marked'> {
  side: number;
}

/** Drawn anew for other values only, not for each pair that is marked. */
const Cells = memo(({ columns, values, colourOf, side, onMark }: CellsProps) => {
  const size = columns.length;
  return (
    <g>
      {columns.flatMap((_, row) =>
        columns.slice(0, row).map((_, column) => {
          const value = values[row * size + column]!;
          return (
            <g key={`${row} ${column}`} onPointerEnter={() => onMark([row, column])}>
              <rect
                class={Number.isNaN(value) ? 'matrix-cell none' : 'matrix-cell'}
                x={column * side + 0.5}
                y={row * side + 0.5}
                width={side - 1}
                height={side - 1}
                {...(!Number.isNaN(value) && { fill: colourOf(value) })}
              />
              {side >= 34 && (
                <text
                  class={Math.abs(value) > 0.55 ? 'matrix-value strong' : 'matrix-value'}
                  x={(column + 0.5) * side}
                  y={(row + 0.5) * side}
                >
                  {shortValue(value)}
                </text>
              )}
            </g>
          );
        }),
      )}
    </g>
  );
});

/** '.87', '−.40', '1': what fits into a cell. */
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
