import type { ColumnSchema } from 'vae1';
import type { ColumnDistribution } from '../../contract/index.js';
import { type CodedColumn, codedColumn } from './coded-column.js';
import type { ComparedColumn } from './compared-columns.js';
import { histogram, histogramEdges, rangeOf, usefulRange } from './histogram.js';

/** Beyond this many categories, the rest are grouped. */
const MOST_CATEGORIES = 12;

type Numbers = Extract<CodedColumn, { kind: 'numbers' }>;
type Categories = Extract<CodedColumn, { kind: 'categories' }>;

export function columnDistribution({
  schema,
  read,
  real,
  generated,
}: ComparedColumn): ColumnDistribution {
  const a = codedColumn(real, read);
  const b = codedColumn(generated, read);
  return a.kind === 'numbers'
    ? numbersDistribution(schema, a, b as Numbers)
    : categoriesDistribution(schema, a, b as Categories);
}

function numbersDistribution(schema: ColumnSchema, real: Numbers, generated: Numbers) {
  const [leastReal, mostReal] = rangeOf(real.values);
  const [leastMade, mostMade] = rangeOf(generated.values);
  const range = [Math.min(leastReal, leastMade), Math.max(mostReal, mostMade)] as const;
  const binning = { unit: unitOf(schema), count: real.values.length };
  const isThere = range[0] <= range[1];
  const edges = isThere
    ? histogramEdges(...usefulRange(real.values, generated.values), binning)
    : [0, 1];
  const a = shares(histogram(real.values, edges), real.values.length);
  const b = shares(histogram(generated.values, edges), generated.values.length);
  return {
    column: schema.name,
    kind: 'numbers' as const,
    edges,
    range: isThere ? range : ([0, 1] as const),
    dates: schema.type === 'date',
    real: a.shares,
    generated: b.shares,
    missing: { real: a.missing, generated: b.missing },
  };
}

/** The unit that all values of the column are multiples of, or null. */
function unitOf(schema: ColumnSchema): number | null {
  if (schema.type === 'date') return schema.step;
  if (schema.type === 'integer') return 1;
  if (schema.type !== 'continuous' || schema.decimals === null) return null;
  return 10 ** -schema.decimals;
}

function categoriesDistribution(schema: ColumnSchema, real: Categories, generated: Categories) {
  const numbers = new Map(real.names.map((name, index) => [name, index]));
  // Categories that only the generated table has, as when a model file meets other data.
  for (const name of generated.names) if (!numbers.has(name)) numbers.set(name, numbers.size);
  const names = [...numbers.keys()];
  const place = generated.names.map((name) => numbers.get(name)!);
  const counts = [new Float64Array(names.length), new Float64Array(names.length)] as const;
  for (const code of real.codes) if (code) counts[0][code - 1]!++;
  for (const code of generated.codes) if (code) counts[1][place[code - 1]!]!++;

  const order = names.map((_, index) => index).sort((i, j) => counts[0][j]! - counts[0][i]!);
  const shown = order.length > MOST_CATEGORIES + 1 ? order.slice(0, MOST_CATEGORIES) : order;
  const others = order.slice(shown.length);
  const grouped = (count: Float64Array) => [
    ...shown.map((index) => count[index]!),
    ...(others.length ? [others.reduce((sum, index) => sum + count[index]!, 0)] : []),
  ];
  const a = shares(grouped(counts[0]), real.codes.length);
  const b = shares(grouped(counts[1]), generated.codes.length);
  return {
    column: schema.name,
    kind: 'categories' as const,
    names: [
      ...shown.map((index) => names[index]!),
      ...(others.length ? [`${others.length.toLocaleString('en')} others`] : []),
    ],
    real: a.shares,
    generated: b.shares,
    missing: { real: a.missing, generated: b.missing },
  };
}

/** The counts as shares of their sum, and the share of rows not counted, which are gaps. */
function shares(counts: ArrayLike<number>, rows: number) {
  const list = Array.from(counts);
  const total = list.reduce((sum, count) => sum + count, 0);
  return {
    shares: list.map((count) => (total ? count / total : 0)),
    missing: rows ? (rows - total) / rows : 0,
  };
}
