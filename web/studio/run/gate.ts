/** A gate that a paused run waits at. */
export class Gate {
  #open: (() => void) | null = null;
  #closed: Promise<void> | null = null;

  get isClosed(): boolean {
    return this.#closed !== null;
  }

  /** Resolves immediately if the gate is open, otherwise when it opens. */
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
