import type { Session } from './session.js';

/**
 * Runs `work` and discards its result if the model or the data were replaced meanwhile.
 * @throws an AbortError if they were replaced, whether or not the work succeeded
 */
export async function whileOpen<T>(session: Session, work: () => T | Promise<T>): Promise<T> {
  const { data, model } = session;
  // A first model replaces nothing.
  const isOpen = () => session.data === data && (model === null || session.model === model);
  try {
    const answer = await work();
    if (isOpen()) return answer;
  } catch (error) {
    if (isOpen()) throw error;
  }
  throw new DOMException('The model or the data were replaced meanwhile.', 'AbortError');
}
