/** '2020-01-31' @param time In ms since 1970. */
export function dateText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
