/** What a value is; unlike with `instanceof` the same for one of another realm, such as a frame. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}
