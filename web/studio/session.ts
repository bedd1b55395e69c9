import type { TableColumns, TableVAE, VAE } from 'vae1';
import type {
  DataSummary,
  EpochFigures,
  ImageShape,
  ModelSummary,
  OddRow,
  Settings,
} from './contract.js';
import type { Dataset } from './dataset.js';

/** A model, in training or trained, and what its rows look like. */
export type StudioModel =
  | { readonly kind: 'images'; readonly vae: VAE; readonly shape: ImageShape }
  | { readonly kind: 'table'; readonly vae: TableVAE<TableColumns> };

/** What is open in this tab: the desks of the studio work on the one session. */
export class Session {
  data: Dataset | null = null;
  /** What the page was told of the data; it is kept with a run. */
  summary: DataSummary | null = null;
  model: StudioModel | null = null;
  /** Of the run that made the model; null where it came from a file. */
  settings: Settings | null = null;
  /** Columns that the model does without. */
  leftOut: readonly string[] = [];
  /** One for each epoch of the model, with the seconds that the model's own file does not keep. */
  history: EpochFigures[] = [];
  /** The table that generate() made last. */
  generated: TableColumns | null = null;
  /** The rows that rankOdd() scored last, ascending, and their scores in nats; the oddest, with reasons. */
  odd: {
    readonly rows: Uint32Array;
    readonly scores: Float64Array;
    readonly top: readonly OddRow[];
  } | null = null;

  /** The open data, if they are what the model was made of or what it fits. */
  get modelData(): Dataset | null {
    return this.model && this.data?.kind === this.model.kind ? this.data : null;
  }

  /** Other data: what was made of the former ones goes. */
  openData(data: Dataset, summary: DataSummary): void {
    this.forgetModel();
    this.data = data;
    this.summary = summary;
    this.leftOut = [];
  }

  forgetModel(): void {
    this.model?.vae.dispose();
    this.model = null;
    this.settings = null;
    this.history = [];
    this.generated = null;
    this.odd = null;
  }

  /** @throws a sentence for people where there is no data. */
  needData(): Dataset {
    if (!this.data) throw new Error('There are no data open: drop a file, or pick a sample.');
    return this.data;
  }

  /** @throws a sentence for people where there is no model. */
  needModel(): StudioModel {
    if (!this.model) throw new Error('There is no model yet: train one.');
    return this.model;
  }
}

export function summaryOf({ model, history, modelData }: Session): ModelSummary | null {
  if (!model) return null;
  const { vae } = model;
  return {
    kind: model.kind,
    latentDim: vae.latentDim,
    parameters: vae.parameters ?? 0,
    backend: vae.backend,
    seed: vae.seed,
    epochsDone: history.length,
    bestEpoch: vae.bestEpoch ?? null,
    data: modelData !== null,
    shape: model.kind === 'images' ? model.shape : null,
    columns:
      model.kind === 'table' ? (model.vae.schema?.columns.map(({ name }) => name) ?? null) : null,
  };
}
