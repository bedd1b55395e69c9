import type { Session } from '../session/session.js';
import { type CodedColumn, codedColumn, isNumeric } from './coded-column.js';
import { comparedColumn, requireComparison } from './compared-columns.js';
import { evenSample } from './even-sample.js';

/** Points of each table: more would overlap and take longer than a frame to draw. */
const MOST_POINTS = 5000;

/** Two numeric columns of the real and the generated table, over the rows that have both: n x 2. */
export async function columnPair(session: Session, across: string, up: string) {
  const comparison = requireComparison(session);
  const columnNamed = async (name: string) => {
    const schema = comparison.schemas.find((column) => column.name === name);
    if (!schema || !isNumeric(schema)) throw new Error(`“${name}” is not a numeric column.`);
    return comparedColumn(comparison, schema);
  };
  const [a, b] = [await columnNamed(across), await columnNamed(up)];
  const pointsOf = (table: 'real' | 'generated', rows: number) => {
    const chosen = evenSample(rows, MOST_POINTS);
    return points(codedColumn(a[table], a.read, chosen), codedColumn(b[table], b.read, chosen));
  };
  return {
    real: pointsOf('real', comparison.data.rows),
    generated: pointsOf('generated', comparison.generatedRows),
  };
}

function points(a: CodedColumn, b: CodedColumn): Float64Array<ArrayBuffer> {
  if (a.kind !== 'numbers' || b.kind !== 'numbers') return new Float64Array();
  const both = new Float64Array(2 * a.values.length);
  let n = 0;
  for (let row = 0; row < a.values.length; ++row) {
    if (Number.isNaN(a.values[row]! + b.values[row]!)) continue;
    both[n++] = a.values[row]!;
    both[n++] = b.values[row]!;
  }
  return both.slice(0, n);
}
