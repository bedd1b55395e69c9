/** To be written. */
export function DataCard() {
  return null;
}
