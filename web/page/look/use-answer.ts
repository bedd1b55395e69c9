import { useEffect, useRef, useState } from 'preact/hooks';
import { messageOf } from '../ui/message-of.js';
import { LatestOnly } from './latest-only.js';

export interface Answered<Question, Answer> {
  /** The answer to the previous question until the new one arrives. */
  readonly answer: Answer | null;
  /** The question that `answer` belongs to. */
  readonly question: Question | null;
  readonly failure: string | null;
  readonly waiting: boolean;
}

/**
 * The studio's answer to a question. Questions are plain data; null asks nothing.
 * @param ask The function of the latest render is called.
 * @param state A change of this value asks the question again, for example the version of the
 *   weights.
 */
export function useAnswer<Question, Answer>(
  question: Question | null,
  ask: (question: Question) => Promise<Answer>,
  state: unknown = 0,
): Answered<Question, Answer> {
  const [answered, set] = useState<Answered<Question, Answer>>({
    answer: null,
    question: null,
    failure: null,
    waiting: false,
  });
  const latest = useRef<LatestOnly<Question, Answer> | null>(null);
  const asks = useRef(ask);
  asks.current = ask;
  latest.current ??= new LatestOnly(
    (asked: Question) => asks.current(asked),
    (answer, question) => set({ answer, question, failure: null, waiting: false }),
    (error) =>
      set((former) => ({
        ...former,
        failure: wasEnded(error) ? null : messageOf(error),
        waiting: false,
      })),
  );
  const key = JSON.stringify(question);
  useEffect(() => {
    if (question === null) return;
    set((former) => ({ ...former, waiting: true }));
    latest.current!.ask(question);
  }, [key, state]);
  useEffect(() => () => latest.current!.forget(), []);
  return answered;
}

/** A cancelled call is not a failure. */
function wasEnded(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
