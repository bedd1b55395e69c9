const INTEGER = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
/** Years and the like have four digits, and no separator. */
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0, useGrouping: 'min2' });
const PLAIN = new Intl.NumberFormat('en', { maximumFractionDigits: 0, useGrouping: false });
const SHORT = new Intl.NumberFormat('en', { maximumSignificantDigits: 4, useGrouping: false });

/** '60,000' */
export function integer(value: number): string {
  return INTEGER.format(value);
}

/** '0.0312', '17.4', '2007', '123,457': four significant digits, and all digits of whole numbers. */
export function number(value: number): string {
  return figure(value, WHOLE);
}

/**
 * A number as in the file: without separators, but also without trailing zeros: 39.10 is 39.1. Long
 * fractions are rounded.
 * @param decimal The file's decimal mark.
 */
export function cellNumber(value: number, decimal: '.' | ',' = '.'): string {
  const text = String(value).length > 12 ? figure(value, PLAIN) : String(value);
  return text.replace('.', decimal);
}

function figure(value: number, large: Intl.NumberFormat): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(2);
  return size >= 1000 ? large.format(value) : SHORT.format(value);
}

/** '1 epoch', '1,200 epochs' */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${integer(n)} ${n === 1 ? noun : plural}`;
}

/** '12.3 %' */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** '12 %', '< 1 %' */
export function wholePercent(share: number): string {
  return share > 0 && share < 0.005 ? '< 1 %' : `${Math.round(100 * share)} %`;
}

/** A duration for people: '8 s', '3 min', '1 h 20 min'. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** '340 KB', '7.9 MB', '10.8 GB' */
export function bytes(size: number): string {
  if (size < 1e6) return `${Math.ceil(size / 1e3)} KB`;
  return size < 1e9 ? `${(size / 1e6).toFixed(1)} MB` : `${(size / 1e9).toFixed(1)} GB`;
}
