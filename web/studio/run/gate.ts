/** What a run waits at while it is paused. */
export class Gate {
  #open: (() => void) | null = null;
  #closed: Promise<void> | null = null;

  get isClosed(): boolean {
    return this.#closed !== null;
  }

  /** Resolves at once where the gate is open, else when it opens. */
  async passed(): Promise<void> {
    await this.#closed;
  }

  close(): void {
    this.#closed ??= new Promise((resolve) => (this.#open = resolve));
  }

  open(): void {
    this.#open?.();
    this.#open = this.#closed = null;
  }
}
