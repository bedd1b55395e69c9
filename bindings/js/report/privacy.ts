import type { EncodedColumn, Tables } from './encoded-column.js';
import { forEach, type Work } from '../table/slices.js';
import { mix } from '../table/draws.js';

/** How close rows are to the real rows that the model was trained on. */
export interface Closeness {
  /**
   * The median distance to the closest real row. A distance is the mean over the columns of |a - b| /
   * range for numeric values (at most 1), 0 or 1 for equal or different categories, 0 for two gaps and
   * 1 for a gap and a value (Gower 1971, https://doi.org/10.2307/2528823).
   */
  readonly medianDistance: number;
  /** The share of rows that occur in the real table with every cell the same. */
  readonly copies: number;
}

/**
 * Does the synthetic table reveal training rows? The yardstick is held-out rows of the same origin,
 * which the model has not seen: what is normal for them is not a leak. SDMetrics' similar score is
 * DCROverfittingProtection (https://docs.sdv.dev/sdmetrics/data-metrics/privacy). These figures find
 * memorised rows, but do not guarantee that there are none.
 */
export interface Privacy {
  /** Closeness of the synthetic rows. */
  readonly synthetic: Closeness;
  /** Closeness of the held-out rows; null without them. */
  readonly holdout: Closeness | null;
  /**
   * The share of synthetic rows that are closer to a real row than to a held-out one, among equal
   * numbers of both; ties count half. It is 0.5 if nothing was memorised.
   */
  readonly closerToReal: number | null;
}

/** Rows in random order: all, or only as many as distances are computed for. */
export interface DistanceRows extends Tables<Uint32Array> {
  /** Like the synthetic rows, rows whose closest is searched among the others. */
  readonly heldOutQueries: Uint32Array | undefined;
}

export function* privacy(columns: readonly EncodedColumn[], rows: DistanceRows): Work<Privacy> {
  const real = points(columns, 'real', rows.real);
  const synthetic = points(columns, 'synthetic', rows.synthetic);
  yield;
  const [syntheticCopies, holdoutCopies] = yield* copies(columns);
  const distances = nothingYet(synthetic);
  if (!rows.holdout || !rows.heldOutQueries) {
    yield* approach(distances, synthetic, real, 0, real.rows);
    return {
      synthetic: { medianDistance: median(distances), copies: syntheticCopies! },
      holdout: null,
      closerToReal: null,
    };
  }
  const holdout = points(columns, 'holdout', rows.holdout);
  // Among more rows, one is closer by chance alone, so compare equal numbers.
  const equal = Math.min(real.rows, holdout.rows);
  const others = nothingYet(synthetic);
  yield* approach(others, synthetic, holdout, 0, equal);
  yield* approach(distances, synthetic, real, 0, equal);
  const closer = distances.map((d, i) => (d < others[i]! ? 1 : d === others[i]! ? 0.5 : 0));
  yield* approach(distances, synthetic, real, equal, real.rows);
  const heldOut = points(columns, 'holdout', rows.heldOutQueries);
  const yardstick = nothingYet(heldOut);
  yield* approach(yardstick, heldOut, real, 0, real.rows);
  return {
    synthetic: { medianDistance: median(distances), copies: syntheticCopies! },
    holdout: { medianDistance: median(yardstick), copies: holdoutCopies! },
    closerToReal: closer.reduce((sum, x) => sum + x, 0) / closer.length,
  };
}

interface Points {
  readonly rows: number;
  readonly width: number;
  /** Row after row, scaled so that the distance of two cells is min(|a - b|, 1) for every column. */
  readonly values: Float64Array;
}

/** More than 1 away from any cell, and 0 away from itself. */
const GAP = 2 ** 200;

function points(
  columns: readonly EncodedColumn[],
  table: keyof Tables<unknown>,
  rows: Uint32Array,
): Points {
  const width = columns.length;
  const values = new Float64Array(rows.length * width);
  columns.forEach((column, k) => {
    const cells = column[table]!;
    const { origin, range } = scaling(column);
    for (const row of rows) {
      const cell = cells[row]!;
      values[k] = Number.isNaN(cell) ? GAP : (cell - origin) / range;
      k += width;
    }
  });
  return { rows: rows.length, width, values };
}

/** Numeric values get units of the real range. Categories are integers, so they are 1 apart already. */
function scaling({ kind, least, most }: EncodedColumn): { origin: number; range: number } {
  if (kind === 'categorical') return { origin: 0, range: 1 };
  if (most > least) return { origin: least, range: most - least };
  // If the column is constant, any other value is at the greatest distance.
  const origin = most === least ? least : 0;
  return { origin, range: Math.max(Math.abs(origin) * 2 ** -53, SMALLEST_RANGE) };
}

/** Large enough that no value in units of it is infinite. */
const SMALLEST_RANGE = 2 ** -500;

const nothingYet = ({ rows }: Points) => new Float64Array(rows).fill(Infinity);

/** Lowers each query's distance to that of its closest reference between `first` and `end`. */
function* approach(
  distances: Float64Array,
  queries: Points,
  references: Points,
  first: number,
  end: number,
): Work<void> {
  for (let query = 0; query < queries.rows; query++) {
    distances[query] = closest(distances[query]!, queries, query, references, first, end);
    yield;
  }
}

function closest(
  nearest: number,
  queries: Points,
  query: number,
  references: Points,
  first: number,
  end: number,
): number {
  const [a, b] = [queries.values, references.values];
  const { width } = queries;
  let least = nearest * width;
  for (let reference = first; reference < end; reference++) {
    let sum = 0;
    // Most rows are too far away after a few columns.
    for (let k = 0, i = query * width, j = reference * width; k < width && sum < least; k++)
      sum += Math.min(Math.abs(a[i + k]! - b[j + k]!), 1);
    if (sum < least) least = sum;
  }
  return least / width;
}

function median(values: Float64Array): number {
  const sorted = values.toSorted();
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

// Rows that take a few milliseconds.
const ROWS = 1 << 14;

/** The shares of all synthetic rows and of all held-out rows that occur in the real table. */
function* copies(columns: readonly EncodedColumn[]): Work<(number | undefined)[]> {
  const known = new Set<number>();
  const real = yield* fingerprints(columns.map((column) => column.real));
  yield* forEach(real.length, ROWS, (row) => known.add(real[row]!));
  const shares: (number | undefined)[] = [];
  for (const table of ['synthetic', 'holdout'] as const) {
    if (!columns[0]![table]) continue;
    const rows = yield* fingerprints(columns.map((column) => column[table]!));
    let found = 0;
    yield* forEach(rows.length, ROWS, (row) => (found += Number(known.has(rows[row]!))));
    shares.push(found / rows.length);
  }
  return shares;
}

/** 53 bits per row: between a million rows and a million others, no two agree by chance. */
function* fingerprints(columns: readonly Float64Array[]): Work<Float64Array> {
  const prints = new Float64Array(columns[0]!.length);
  const cell = new Float64Array(1);
  const bits = new Uint32Array(cell.buffer);
  yield* forEach(prints.length, ROWS, (row) => {
    let [high, low] = [0, 0];
    for (const column of columns) {
      // Use the same NaN for all gaps.
      cell[0] = Number.isNaN(column[row]!) ? NaN : column[row]!;
      low = mix(mix(low ^ bits[0]!) + bits[1]!);
      high = mix(mix(high ^ bits[1]!) + bits[0]! + 1);
    }
    prints[row] = (high >>> 11) * 2 ** 32 + low;
  });
  return prints;
}
