import type { Session } from './session.js';

/**
 * What `work` gives, if the model and the data that it began with are still open then: what is of
 * others that took their place meanwhile, or of some of both, is nothing to show or to keep.
 * @throws an AbortError where they are not, whatever became of the work
 */
export async function whileOpen<T>(session: Session, work: () => T | Promise<T>): Promise<T> {
  const { data, model } = session;
  // A first model takes nothing's place.
  const isOpen = () => session.data === data && (model === null || session.model === model);
  try {
    const answer = await work();
    if (isOpen()) return answer;
  } catch (error) {
    if (isOpen()) throw error;
  }
  throw new DOMException('The model or the data were replaced meanwhile.', 'AbortError');
}
