import { abortable } from '../host/abortable.js';
import type { EngineClient } from '../engine/engine-client.js';
import { VAEError } from '../errors/errors.js';
import {
  Pass,
  type Piece,
  pieceRows,
  type RowStream,
  type StreamForm,
} from '../data/row-stream.js';
import {
  handOver,
  inspectHeldOut,
  trainEpochs,
  type TrainingCall,
  type TrainingObserver,
} from './training.js';

export interface StreamCall extends TrainingCall {
  shuffleRows: number;
}

/**
 * Trains on rows that are passed to the engine during training, one pass per epoch.
 *
 * The scaling of an untrained model comes from an extra pass, or, if there is only one pass, from
 * its first `shuffleRows` rows.
 * @throws as runTraining(), and what the stream throws. A fault found during training ends it like
 *   an abort and keeps the finished batches.
 */
export async function runStreamTraining(
  engine: EngineClient,
  stream: RowStream,
  isTrained: boolean,
  call: StreamCall,
  observer: TrainingObserver,
): Promise<void> {
  let pass: Pass | undefined;
  let over = false;
  try {
    pass = await openedPass(stream, call.signal);
    const again = typeof stream.chunks === 'function' && !isTrained;
    const sample = isTrained ? 0 : again ? Infinity : call.shuffleRows;
    const { form, kept } = await inspectSample(engine, pass, sample, call);
    if (again) pass = undefined;

    let waiting: Piece[] | undefined = kept;
    await trainEpochs(engine, call, observer, async () => {
      const opened = pass ?? (await Pass.open(stream, form));
      if (over) return opened.close();
      pass = opened;
      const pieces = waiting;
      waiting = undefined;
      await appendPass(engine, opened, pieces, () => over);
      pass = undefined;
    });
  } finally {
    over = true;
    pass?.close();
  }
}

/** Opens the first pass, and closes it if it opens only after an abort. */
function openedPass(stream: RowStream, signal: AbortSignal | undefined): Promise<Pass> {
  return abortable(signal, async () => {
    const pass = await Pass.open(stream);
    if (signal?.aborted) pass.close();
    return pass;
  });
}

/**
 * Prepares the engine with the first `sample` rows of the pass, at least one chunk.
 * @returns the pieces read, or none if the sample is the whole pass.
 */
async function inspectSample(
  engine: EngineClient,
  pass: Pass,
  sample: number,
  { shuffleRows, heldOut, signal }: StreamCall,
): Promise<{ form: StreamForm; kept: Piece[] }> {
  const kept: Piece[] = [];
  const keep = sample !== Infinity;
  let form: StreamForm | undefined;
  let rows = 0;
  let ended = false;
  try {
    do {
      const pieces = await abortable(signal, () => pass.next());
      if (!pieces) {
        ended = true;
        break;
      }
      if (!form) {
        form = pass.form!;
        const most = keep && sample > 0 ? shuffleRows : 1;
        await engine.call('beginIntake', { ...form, rows: most, share: 0 });
      }
      for (const piece of pieces) {
        signal?.throwIfAborted();
        if (keep) kept.push(piece);
        const inspected = Math.min(piece.rows, sample - rows);
        // Sending values to the engine detaches them.
        const values = keep ? piece.values.slice(0, inspected * form.features) : piece.values;
        const block = { rows: inspected, first: piece.first, values };
        if (inspected > 0) await engine.call('inspect', block, false);
        rows += piece.rows;
      }
    } while (rows < sample);
    if (!form) throw noRows();
    const apart = heldOut?.source?.(form.features);
    if (apart) await inspectHeldOut(engine, apart, signal);
    await engine.call('prepareStream', {
      shuffleRows,
      pieceRows: pieceRows(form.features),
      rows: ended ? rows : 0,
    });
    if (apart) await handOver(engine, 'store', apart, true, signal);
    signal?.throwIfAborted();
    return { form, kept };
  } catch (error) {
    await engine.call('dropRows').catch(() => {});
    throw error;
  }
}

/** `waiting`: pieces of the pass that have been read already, if any. */
async function appendPass(
  engine: EngineClient,
  pass: Pass,
  waiting: Piece[] | undefined,
  isOver: () => boolean,
): Promise<void> {
  let any = false;
  let last: Promise<unknown> = Promise.resolve();
  let pieces = waiting?.length ? waiting : await pass.next();
  for (; pieces; pieces = await pass.next())
    for (const piece of pieces) {
      if (isOver()) return;
      // Keep two calls in flight, so that the next piece is ready when one is taken.
      const before = last;
      last = engine.call('append', piece);
      last.catch(() => {}); // awaited in the next round
      await before;
      any = true;
    }
  await last;
  if (!any) throw noRows();
  if (!isOver()) await engine.call('endPass');
}

function noRows(): VAEError {
  return new VAEError(
    'ERR_DATA_SHAPE',
    'data is a stream without rows, expected at least one; a function must return a fresh iterable ' +
      'for each pass.',
  );
}
