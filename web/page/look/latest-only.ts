/**
 * Asks one question at a time. Of the questions that arrive meanwhile, only the latest is asked
 * next; older ones are dropped, so that no queue builds up.
 */
export class LatestOnly<Question, Answer> {
  readonly #ask: (question: Question) => Promise<Answer>;
  readonly #take: (answer: Answer, question: Question) => void;
  readonly #fail: (error: unknown) => void;
  #busy = false;
  #next: { readonly question: Question } | null = null;

  constructor(
    ask: (question: Question) => Promise<Answer>,
    take: (answer: Answer, question: Question) => void,
    fail: (error: unknown) => void,
  ) {
    this.#ask = ask;
    this.#take = take;
    this.#fail = fail;
  }

  ask(question: Question): void {
    this.#next = { question };
    if (!this.#busy) void this.#run();
  }

  /** Drops the question that waits. */
  forget(): void {
    this.#next = null;
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#next) {
      const { question } = this.#next;
      this.#next = null;
      try {
        this.#take(await this.#ask(question), question);
      } catch (error) {
        this.#fail(error);
      }
    }
    this.#busy = false;
  }
}
