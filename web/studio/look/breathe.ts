/** Lets the worker answer other calls, cancel() among them, in the middle of long work. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  signal.throwIfAborted();
}
