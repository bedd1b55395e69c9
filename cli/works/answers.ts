import type { Options } from '../arguments/options.js';
import { type AnyModel, loadedModel, modelBytes } from '../model/load-model.js';
import { UsageError } from '../terminal/ends.js';
import type { Context } from '../terminal/context.js';
import { WorkerPool } from '../workers/worker-pool.js';
import { WORKS, type WorkName, type WorkOf } from './works.js';

/** Processes at most. */
const MOST_WORKERS = 256;

/** A work that is ready, in this process or in workers. */
export type Answers<Name extends WorkName> = WorkOf<Name> &
  Disposable & {
    /** What the model is of. */
    readonly kind: AnyModel['kind'];
    /** Tasks at most that are worth asking for at the same time. */
    readonly most: number;
  };

/** Loads the model of a work, once or in each of --workers processes. @throws a sentence */
export async function openAnswers<Name extends WorkName>(
  name: Name,
  modelPath: string,
  options: Options,
  context: Context,
): Promise<Answers<Name>> {
  const { workers = 1 } = options;
  if (!Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS)
    throw new UsageError(
      `--workers takes a whole number from 1 to ${MOST_WORKERS}, not ${workers}.`,
    );
  const bytes = await modelBytes(modelPath);
  const trained = await loadedModel(modelPath, bytes, options, context.signal);
  const close = () => trained.model.dispose();
  try {
    const work = WORKS[name](trained, options, context) as WorkOf<Name>;
    const { kind } = trained;
    const opened = (more: object) => ({ ...work, kind, ...more }) as Answers<Name>;
    if (workers === 1) return opened({ most: 1, [Symbol.dispose]: close });
    // Each process has one core, unless it is said otherwise.
    const own = { threads: 1, ...options };
    const pool = new WorkerPool(
      workers,
      { work: name, modelPath, model: bytes, options: own },
      context.signal,
    );
    close();
    return opened({
      answer: (task: unknown) => pool.answer(task),
      // One is read while the others are answered.
      most: workers + 1,
      [Symbol.dispose]: () => pool[Symbol.dispose](),
    });
  } catch (error) {
    close();
    throw error;
  }
}
