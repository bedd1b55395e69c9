/**
 * Parses a date in one of the library's date forms, to ms since 1970. Without an offset it is UTC,
 * as in the library.
 */
export function timeOf(text: string): number {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (dotted) return Date.UTC(Number(dotted[3]), Number(dotted[2]) - 1, Number(dotted[1]));
  const iso = /^\d{4}[-/]\d\d[-/]\d\d/.test(text);
  if (!iso) return Date.parse(`${text} UTC`);
  const written = text.replaceAll('/', '-').replace(' ', 'T');
  const zoned = !written.includes('T') || /(Z|[+-]\d\d:\d\d)$/.test(written);
  return Date.parse(zoned ? written : `${written}Z`);
}
