import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Failure } from '../terminal/ends.js';
import { errorOf, type Job, type Reply, type Request } from './messages.js';

/** Processes that do a work, each a task at a time. */
export class WorkerPool implements Disposable {
  readonly #signal: AbortSignal;
  readonly #workers: readonly Worker[];
  readonly #idle: Worker[] = [];
  readonly #waiting: ((worker: Worker) => void)[] = [];

  constructor(count: number, job: Job, signal: AbortSignal) {
    this.#signal = signal;
    this.#workers = Array.from({ length: count }, () => new Worker(job, signal));
    this.#idle.push(...this.#workers);
  }

  /** Answers a task as soon as a worker is idle. @throws what the work throws, and a Failure if the worker dies */
  async answer(task: unknown): Promise<unknown> {
    this.#signal.throwIfAborted();
    const worker =
      this.#idle.pop() ?? (await new Promise<Worker>((resolve) => this.#waiting.push(resolve)));
    try {
      return await worker.ask({ task });
    } finally {
      const next = this.#waiting.shift();
      if (next) next(worker);
      else this.#idle.push(worker);
    }
  }

  /** Ends all workers, whatever they do. */
  [Symbol.dispose](): void {
    for (const worker of this.#workers) worker.end();
  }
}

/** One process, whose model is loaded before its first task. */
class Worker {
  readonly #process: ChildProcess;
  readonly #begun: Promise<unknown>;
  #pending: { resolve(answer: unknown): void; reject(error: unknown): void } | undefined;
  #ended: unknown;

  constructor(job: Job, signal: AbortSignal) {
    // What a dying process prints is no sentence.
    this.#process = fork(fileURLToPath(new URL('./worker.js', import.meta.url)), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#process.on('message', (reply: Reply) => {
      if ('failure' in reply) this.#pending?.reject(errorOf(reply.failure));
      else this.#pending?.resolve(reply.answer);
    });
    this.#process.on('error', (error) => this.#close(new Failure(deathOf(error.message))));
    this.#process.on('exit', (code, by) =>
      this.#close(new Failure(deathOf(by ? `it was ended by ${by}` : `its exit code is ${code}`))),
    );
    signal.addEventListener('abort', () => this.#close(signal.reason));
    this.#begun = this.#send({ job });
    this.#begun.catch(() => {}); // it is awaited with the first task
  }

  async ask(request: Request): Promise<unknown> {
    await this.#begun;
    return this.#send(request);
  }

  end(): void {
    this.#process.kill('SIGKILL');
  }

  #send(request: Request): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) return reject(this.#ended);
      this.#pending = { resolve, reject };
      this.#process.send(request, (error) => {
        if (error) this.#close(new Failure(deathOf(error.message)));
      });
    });
  }

  #close(reason: unknown): void {
    this.#ended ??= reason;
    this.#pending?.reject(this.#ended);
  }
}

function deathOf(how: string): string {
  return (
    `A worker ended before its work was done: ${how}. If memory was short, fewer --workers need ` +
    'less.'
  );
}
