import { tagOf } from '../../errors/tag-of.js';

/** What the values of @duckdb/node-api hold. */
interface DuckDBValue {
  readonly isFinite?: unknown;
  readonly days?: unknown;
  readonly seconds?: unknown;
  readonly millis?: unknown;
  readonly micros?: unknown;
  readonly nanos?: unknown;
  readonly months?: unknown;
  readonly offset?: unknown;
  readonly scale?: unknown;
  readonly value?: unknown;
  readonly hugeint?: unknown;
  toString(): string;
}

interface TemporalValue {
  readonly epochMilliseconds: number;
  toZonedDateTime(zone: string): TemporalValue;
}

const DAY = 86_400_000;

/**
 * The cell that an object stands for, or the object itself if it stands for none: Temporal's dates are
 * Dates, those without a zone in UTC; DuckDB's values are Dates, numbers and text. Parts of a
 * millisecond are cut off, before 1970 too.
 */
export function plainValue(value: object): unknown {
  switch (tagOf(value)) {
    case 'Temporal.Instant':
    case 'Temporal.ZonedDateTime':
      return new Date((value as TemporalValue).epochMilliseconds);
    case 'Temporal.PlainDate':
    case 'Temporal.PlainDateTime':
      return new Date((value as TemporalValue).toZonedDateTime('UTC').epochMilliseconds);
    case 'Object':
      return duckdbValue(value);
    default:
      return value;
  }
}

function duckdbValue(object: DuckDBValue): unknown {
  const { scale, value, hugeint, micros } = object;
  if (typeof value === 'bigint' && typeof scale === 'number') return decimal(value, scale);
  if (typeof hugeint === 'bigint') return object.toString();
  if (object.isFinite === true) return dateOf(object) ?? object;
  // A time of day. An interval has months, and a time with a zone an offset.
  const isTime =
    typeof micros === 'bigint' && object.months === undefined && object.offset === undefined;
  return isTime && object.isFinite === undefined ? Number(micros) : object;
}

/** A date or a timestamp of any unit. */
function dateOf({ days, seconds, millis, micros, nanos }: DuckDBValue): Date | undefined {
  if (typeof days === 'number') return new Date(days * DAY);
  if (typeof seconds === 'bigint') return new Date(Number(seconds) * 1e3);
  if (typeof millis === 'bigint') return new Date(Number(millis));
  if (typeof micros === 'bigint') return new Date(floored(micros, 1000n));
  if (typeof nanos === 'bigint') return new Date(floored(nanos, 1_000_000n));
  return undefined;
}

function floored(value: bigint, unit: bigint): number {
  return Number((value - (((value % unit) + unit) % unit)) / unit);
}

/** The number nearest to `unscaled` / 10^scale. */
export function decimal(unscaled: bigint, scale: number): number {
  return Number(`${unscaled}e${-scale}`);
}
