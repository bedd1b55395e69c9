/** A fault of the command line, as a sentence: the command was not started. Exit code 2. */
export class UsageError extends Error {}

/** A fault of a file or of the machine, as a sentence. Exit code 1. */
export class Failure extends Error {}

/** Someone pressed Ctrl-C, or the system asked the process to end. */
export class Interrupted extends Error {
  /** @param exitCode 128 and the signal's number, as shells have it. */
  constructor(readonly exitCode: number) {
    super('Interrupted.');
  }
}

/** Whoever read the output has closed it, as `head` does. No fault. */
export class OutputClosed extends Error {}
