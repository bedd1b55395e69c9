/** Watches what is printed on standard output, whose faults come late. */
export class Printed {
  readonly #stream: NodeJS.WriteStream;
  #fault: Error | undefined;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    // Without a listener, a fault would end the process with a stack.
    stream.on('error', (error) => (this.#fault ??= error));
  }

  /** @throws OutputClosed if who reads it wants no more, as head does, or a sentence */
  async arrived(): Promise<void> {
    await new Promise<void>((resolve) => this.#stream.write('', () => resolve()));
    if (!this.#fault) return;
    const { outputFailure } = await import('../output/output-failure.js');
    throw outputFailure(this.#fault);
  }
}
