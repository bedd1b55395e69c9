/** To be written. */
export function Distributions() {
  return null;
}
