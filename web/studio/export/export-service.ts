import {
  type EpochFigures,
  type ModelSummary,
  type Progress,
  type Report,
  type ExportApi,
  type ExportRequest,
} from '../../contract/index.js';
import { summaryOf, type Session } from '../session/session.js';
import { whileOpen } from '../session/while-open.js';
import { curves } from './curves.js';
import { fileStem } from '../../contract/file-stem.js';
import { generatedRows } from './generated-rows.js';
import { imageSheet } from './image-sheet.js';
import { imageZip } from './image-zip.js';
import { latentCodes } from './latent-codes.js';
import { oddRows } from './odd-rows.js';
import { openModel } from './open-model.js';
import { snippetOf } from './snippet.js';

export class ExportService implements ExportApi {
  readonly #session: Session;
  /** The name of the file that the model came from. */
  #modelName = 'model';

  constructor(session: Session) {
    this.#session = session;
  }

  async file(
    wanted: ExportRequest,
    report: Report<Progress>,
  ): Promise<{ name: string; blob: Blob }> {
    return whileOpen(this.#session, () => this.#make(wanted, report));
  }

  async #make(
    wanted: ExportRequest,
    report: Report<Progress>,
  ): Promise<{ name: string; blob: Blob }> {
    const session = this.#session;
    const model = session.requireModel();
    const stem = this.#stem;
    switch (wanted.what) {
      case 'generated':
        return model.kind === 'table'
          ? {
              name: `${stem}-generated.csv`,
              blob: await generatedRows(session, model.vae, wanted, report),
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
      case 'model':
        return { name: `${stem}.vae1`, blob: new Blob([await model.vae.save()]) };
    }
  }

  async snippet(): Promise<string> {
    return whileOpen(this.#session, async () => {
      const { vae } = this.#session.requireModel();
      return snippetOf(this.#session, vae.epochsBegun, this.#stem);
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
