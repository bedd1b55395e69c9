import { TableVAE } from 'vae1';
import type { MapEnd, Progress, Report } from '../../contract/index.js';
import { overridesOf, type TableDataset, tableOf } from '../session/dataset.js';
import type { MapModel, Session } from '../session/session.js';
import { mapRows } from './map-rows.js';

/** Enough for two numbers a row, and quick. */
const HIDDEN_DIMS = [128, 128];
/** A small table needs many epochs; early stopping ends most trainings before. */
const MOST_EPOCHS = 300;
const LEAST_EPOCHS = 30;
/** Rows of all epochs together: about a minute on one thread. */
const ROWS = 2e6;

/**
 * Trains a model on the map's rows whose decoder makes every cell of a row from two latents alone, so
 * that they have to say how rows differ. It runs on one thread, which leaves the others to a run.
 */
export async function trainMap(
  session: Session,
  report: Report<Progress>,
  signal: AbortSignal,
): Promise<MapEnd> {
  const data = session.modelData;
  if (data?.kind !== 'table') throw new Error('Only the latent map of a table has a second model.');
  const rows = mapRows(data);
  const epochs = Math.max(LEAST_EPOCHS, Math.min(MOST_EPOCHS, Math.ceil(ROWS / rows.length)));
  const second = (session.mapModel ??= (await keptMapModel(session)) ?? newMapModel(session, data));
  const { vae } = second.model;
  const left = epochs - vae.history.length;
  if (second.finished || left <= 0) return 'finished';
  try {
    await vae.train(tableOf(data, session.leftOut, rows), {
      epochs: left,
      signal,
      onEpoch: ({ epoch }) => report({ what: 'Training the map', fraction: epoch / epochs }),
    });
    second.finished = true;
    return 'finished';
  } catch (error) {
    if (!signal.aborted) throw error;
    return 'stopped';
  } finally {
    const { model, keeper } = session;
    // A map that has not begun has no weights to keep, and a replaced one is gone.
    if (model && session.mapModel === second && vae.parameters !== undefined)
      await keeper?.keepMap(model, second);
  }
}

/** The map model of a kept run, which a reload has closed; null if there is none. */
async function keptMapModel(session: Session): Promise<MapModel | null> {
  const kept = session.keptMap;
  if (!kept) return null;
  const { deterministic = false } = session.settings ?? {};
  const vae = await TableVAE.load(kept.file, { deterministic, threads: 1 });
  if (session.keptMap !== kept) {
    vae.dispose();
    throw new DOMException('The model or the data were replaced meanwhile.', 'AbortError');
  }
  return { model: { kind: 'table', vae }, finished: kept.finished };
}

function newMapModel(session: Session, data: TableDataset): MapModel {
  const { seed } = session.requireModel().vae;
  const vae = new TableVAE({
    decoder: 'independent',
    latentDim: 2,
    hiddenDims: HIDDEN_DIMS,
    seed,
    deterministic: session.settings?.deterministic ?? false,
    threads: 1,
    columns: overridesOf(data, session.leftOut),
  });
  return { model: { kind: 'table', vae }, finished: false };
}
