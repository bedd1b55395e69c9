/** To be written. */
export function GeneratedRows() {
  return null;
}
