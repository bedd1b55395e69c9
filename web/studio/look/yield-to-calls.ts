/** Lets the worker answer other calls, such as cancel(), during long work. */
export async function yieldToCalls(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  signal.throwIfAborted();
}
