/** What was thrown, in words: the message of an error of any realm, such as a worker's or a frame's. */
export function messageOf(thrown: unknown): string {
  try {
    const { message } = Object(thrown) as { message?: unknown };
    return typeof message === 'string' ? message : String(thrown);
  } catch {
    return 'it threw what cannot be shown';
  }
}
