import type { Options } from '../arguments/options.js';
import { loadedModel, modelBytes } from '../model/load-model.js';
import { UsageError } from '../terminal/ends.js';
import type { Context } from '../terminal/context.js';
import { WorkerPool } from '../workers/worker-pool.js';
import type { PieceWork } from './piece.js';
import { WORKS, type WorkName } from './works.js';

/** Processes at most. */
const MOST_WORKERS = 256;

/** A work that is ready, in this process or in workers. */
export interface Answers extends PieceWork, Disposable {
  readonly isOfTable: boolean;
  /** Pieces at most that are worth asking for at the same time. */
  readonly most: number;
}

/** Loads the model of a work, once or in each of --workers processes. @throws a sentence */
export async function openAnswers(
  name: WorkName,
  modelPath: string,
  options: Options,
  { signal }: Context,
): Promise<Answers> {
  const { workers = 1 } = options;
  if (!Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS)
    throw new UsageError(
      `--workers takes a whole number from 1 to ${MOST_WORKERS}, not ${workers}.`,
    );
  const bytes = await modelBytes(modelPath);
  const trained = await loadedModel(modelPath, bytes, options, signal);
  const close = () => trained.model.dispose();
  try {
    const work = WORKS[name](trained, options, signal);
    const isOfTable = trained.kind === 'table';
    if (workers === 1) return { ...work, isOfTable, most: 1, [Symbol.dispose]: close };
    // Each process has one core, unless it is said otherwise.
    const own = { threads: 1, ...options };
    const pool = new WorkerPool(
      workers,
      { work: name, modelPath, model: bytes, options: own },
      signal,
    );
    close();
    return {
      ...work,
      isOfTable,
      answer: (piece) => pool.answer(piece),
      // One is read while the others are answered.
      most: workers + 1,
      [Symbol.dispose]: () => pool[Symbol.dispose](),
    };
  } catch (error) {
    close();
    throw error;
  }
}
