/** To be written. */
export function Associations() {
  return null;
}
