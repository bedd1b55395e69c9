/** To be written. */
export function OddRows() {
  return null;
}
