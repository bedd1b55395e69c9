/** To be written. */
export function KeptRuns() {
  return null;
}
