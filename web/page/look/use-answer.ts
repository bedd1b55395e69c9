import { useEffect, useRef, useState } from 'preact/hooks';
import { messageOf } from '../message-of.js';
import { Newest } from './newest.js';

export interface Answered<Question, Answer> {
  /** To a question of before, until the one to the new question is there. */
  readonly answer: Answer | null;
  /** That the answer is to. */
  readonly question: Question | null;
  readonly failure: string | null;
  readonly waiting: boolean;
}

/**
 * What the studio answers to a question, which is plain data; null: nothing is asked.
 * @param ask That of the latest drawing is called.
 * @param state Where it changes the question is asked again: such as the number of the weights.
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
  const newest = useRef<Newest<Question, Answer> | null>(null);
  const asks = useRef(ask);
  asks.current = ask;
  newest.current ??= new Newest(
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
    newest.current!.ask(question);
  }, [key, state]);
  useEffect(() => () => newest.current!.forget(), []);
  return answered;
}

/** By someone, or for another call: not a failure. */
function wasEnded(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
