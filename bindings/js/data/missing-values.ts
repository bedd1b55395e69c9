/**
 * Words that stand for "not known" where cells are text: in a column of numbers, dates or truth
 * values they are gaps, in small letters or capitals, with white space around them or without. The
 * default of `missingValues`.
 */
export const MISSING_VALUES: readonly string[] = Object.freeze([
  ...['NA', 'N/A', '#N/A', '<NA>', 'N.A.', 'n/k', 'nan', '-nan', 'NaT', 'null', 'nil', 'None'],
  ...['unknown', 'missing', 'undefined', '-', '--', '?', '.', '\\N'],
  ...['inf', '-inf', '+inf', 'Infinity', '-Infinity'],
  ...['#DIV/0!', '#NUM!', '#VALUE!', '#REF!', '#NAME?', '#NULL!', '(blank)'],
]);
