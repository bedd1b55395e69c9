/** To be written. */
export function LookCard() {
  return null;
}
