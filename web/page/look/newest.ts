/**
 * Asks one question at a time. Of those that come while one is under way only the newest is asked
 * afterwards, so that none ever waits behind others, however fast they come.
 */
export class Newest<Question, Answer> {
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

  /** What is not asked yet is not asked any more. */
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
