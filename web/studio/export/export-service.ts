import {
  type EpochFigures,
  type ModelSummary,
  type Progress,
  type Report,
  type ExportApi,
  type ExportRequest,
  type RowWishes,
} from '../../contract/index.js';
import { summaryOf, type Session } from '../session/session.js';
import { whileOpen } from '../session/while-open.js';
import { curves } from './curves.js';
import { fileStem } from '../../contract/file-stem.js';
import { generatedRows } from './generated-rows.js';
import { imageSheet } from './image-sheet.js';
import { imageZip } from './image-zip.js';
import { latentCodes } from './latent-codes.js';
import { modelBytes, modelEnding, modelForms } from './model-forms.js';
import { oddRows } from './odd-rows.js';
import { openModel } from './open-model.js';
import { readImages, readImagesName } from './read-images.js';
import { readTable, readTableName } from './read-table.js';
import { dialectOf, endingOf } from './table-file.js';

export class ExportService implements ExportApi {
  readonly #session: Session;
  /** The name of the file that the model came from. */
  #modelName = 'model';
  /** For cancelling file(). */
  #making = new AbortController();

  constructor(session: Session) {
    this.#session = session;
  }

  async file(
    wanted: ExportRequest,
    report: Report<Progress>,
  ): Promise<{ name: string; blob: Blob }> {
    this.#making = new AbortController();
    const { signal } = this.#making;
    return whileOpen(this.#session, () => this.#make(wanted, report, signal));
  }

  async cancel(): Promise<void> {
    this.#making.abort();
  }

  async #make(
    wanted: ExportRequest,
    report: Report<Progress>,
    signal: AbortSignal,
  ): Promise<{ name: string; blob: Blob }> {
    const session = this.#session;
    const model = session.requireModel();
    const stem = this.#stem;
    switch (wanted.what) {
      case 'generated':
        return model.kind === 'table'
          ? {
              name: `${stem}-generated.${endingOf(wanted.format ?? 'csv', dialectOf(session.summary))}`,
              blob: await generatedRows(session, model, wanted, report, signal),
            }
          : {
              name: `${stem}-images.zip`,
              blob: await imageZip(model.vae, model.shape, wanted, stem, report),
            };
      case 'sheet':
        if (model.kind === 'table')
          throw new Error('Only image models have a sheet; this is a table model.');
        return {
          name: `${stem}-sheet.png`,
          blob: await imageSheet(model.vae, model.shape, wanted.seed),
        };
      case 'latents':
        return { name: `${stem}-latents.csv`, blob: await latentCodes(session, report) };
      case 'curves':
        return { name: `${stem}-curves.csv`, blob: curves(session.history) };
      case 'odd':
        return { name: `${stem}-odd-rows.csv`, blob: await oddRows(session, report) };
      case 'filled':
        return (await import('./filled-table.js')).filledTable(
          session,
          wanted,
          stem,
          report,
          signal,
        );
      case 'data':
        return session.modelData?.kind === 'images'
          ? { name: readImagesName(stem), blob: readImages(session.modelData) }
          : { name: readTableName(stem), blob: await readTable(session, report) };
      case 'model': {
        const { form = 'vae1' } = wanted;
        const blob = new Blob([await modelBytes(model, form)]);
        return { name: `${stem}${modelEnding(form)}`, blob };
      }
    }
  }

  async modelForms() {
    return whileOpen(this.#session, () => modelForms(this.#session.requireModel()));
  }

  async snippet(wishes?: RowWishes): Promise<string> {
    return whileOpen(this.#session, async () => {
      const { vae } = this.#session.requireModel();
      const { snippetOf } = await import('./snippet.js');
      return snippetOf(this.#session, vae.epochsBegun, this.#stem, wishes);
    });
  }

  async openModel(file: File): Promise<{ model: ModelSummary; history: readonly EpochFigures[] }> {
    await openModel(this.#session, file);
    this.#modelName = file.name;
    return { model: summaryOf(this.#session)!, history: this.#session.history };
  }

  get #stem(): string {
    return fileStem(this.#session.data?.name ?? this.#modelName);
  }
}
