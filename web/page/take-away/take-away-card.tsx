/** To be written. */
export function TakeAwayCard() {
  return null;
}
