/** To be written. */
export function Privacy() {
  return null;
}
