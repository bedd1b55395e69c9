import { spreadsheetErrors } from './spreadsheet-errors.js';

/**
 * Words that stand for "not known" where cells are text: in a column of numbers, dates or truth
 * values they are gaps, in small letters or capitals, with white space around them or without. The
 * default of `missingValues`.
 */
export const MISSING_VALUES: readonly string[] = /* @__PURE__ */ words();

/** A function, so that a bundle of the worker, which reads no tables, can leave them out. */
function words(): readonly string[] {
  return Object.freeze([
    ...['NA', 'N/A', '#N/A', '<NA>', 'N.A.', 'n. a.', 'n/k', 'nan', '-nan', 'NaT', 'null', 'nil'],
    ...['None', 'unknown', 'missing', 'undefined', 'not available', 'no data', '(blank)'],
    ...['-', '--', '---', '–', '—', '−', '?', '.', '…', '\\N'],
    ...['inf', '-inf', '+inf', 'Infinity', '-Infinity'],
    // German, and what other languages abbreviate: non disponible, no disponible, sin dato.
    ...['k. A.', 'k.A.', 'keine Angabe', 'keine Angaben', 'unbekannt', 'n. v.', 'n.v.'],
    ...['nicht verfügbar', 'n. d.', 'N.D.', 'n/d', 's/d'],
    ...spreadsheetErrors(),
  ]);
}
