import type { TableColumns, TableVAE, VAE } from 'vae1';
import type {
  Closeness,
  DataSummary,
  EpochFigures,
  ImageShape,
  ModelSummary,
  OddRow,
  Settings,
} from '../../contract/index.js';
import type { Dataset } from './dataset.js';
import type { FilledTable } from './filled-table.js';

/** A model, in training or trained, and the shape of its images. */
export type StudioModel =
  | { readonly kind: 'images'; readonly vae: VAE; readonly shape: ImageShape }
  | { readonly kind: 'table'; readonly vae: TableVAE };

export type TableModel = Extract<StudioModel, { kind: 'table' }>;

/** The second model, which draws the latent map where the model's own latents say little. */
export interface MapModel {
  readonly model: TableModel;
  /** Whether its training has ended by itself. */
  finished: boolean;
}

/** Keeps what views have computed with the run of the model. */
export interface ResultKeeper {
  measured(model: StudioModel, closeness: Closeness): void;
  keepMap(model: StudioModel, map: MapModel): Promise<void>;
}

/** Whether the model's layers are convolutions, which take longer for each row. */
export function isConvolutional(model: StudioModel): boolean {
  return model.kind === 'images' && model.vae.image !== undefined;
}

/** Whether the model's own latent space shows how rows differ. */
function hasOwnMap(model: StudioModel): boolean {
  return model.kind === 'images' || model.vae.decoder === 'independent';
}

/** What is open in this tab. All services of the studio share one session. */
export class Session {
  data: Dataset | null = null;
  /** The summary sent to the page; kept runs include it. */
  summary: DataSummary | null = null;
  model: StudioModel | null = null;
  /** Belongs to the model, and is discarded with it. */
  mapModel: MapModel | null = null;
  /** The map model of a kept run, until it is loaded. */
  keptMap: { readonly file: Uint8Array<ArrayBuffer>; readonly finished: boolean } | null = null;
  /** Settings of the run that made the model; null if it came from a file. */
  settings: Settings | null = null;
  /** Columns that the model leaves out. */
  leftOut: readonly string[] = [];
  /** One entry per epoch of the model, with the seconds, which model files do not store. */
  history: EpochFigures[] = [];
  /** How the model's last run ended; null during a run, and for a model from a file. */
  end: ModelSummary['end'] = null;
  /** The latest table from generate(). */
  generated: TableColumns | null = null;
  /** The latest result of fill(). */
  filled: FilledTable | null = null;
  /**
   * The latest result of rankOdd(): the scored rows, ascending, their scores in nats, and the
   * oddest rows with reasons.
   */
  odd: {
    readonly rows: Uint32Array;
    readonly scores: Float64Array;
    readonly top: readonly OddRow[];
  } | null = null;

  keeper: ResultKeeper | null = null;

  /** The open data, if they are of the model's kind. */
  get modelData(): Dataset | null {
    return this.model && this.data?.kind === this.model.kind ? this.data : null;
  }

  /** Opens other data and discards everything made from the previous ones. */
  openData(data: Dataset, summary: DataSummary): void {
    this.forgetModel();
    this.data = data;
    this.summary = summary;
    this.leftOut = [];
  }

  forgetModel(): void {
    this.model?.vae.dispose();
    this.mapModel?.model.vae.dispose();
    this.model = this.mapModel = this.keptMap = null;
    this.settings = null;
    this.history = [];
    this.end = null;
    this.generated = null;
    this.filled = null;
    this.odd = null;
  }

  /** @throws a sentence for people if no data are open. */
  requireData(): Dataset {
    if (!this.data) throw new Error('No data are open. Drop a file or pick a sample.');
    return this.data;
  }

  /** @throws a sentence for people if there is no model. */
  requireModel(): StudioModel {
    if (!this.model) throw new Error('There is no model yet. Train one first.');
    return this.model;
  }

  /**
   * The model whose latent space the page shows.
   * @throws a sentence for people if there is none.
   */
  requireLatentModel(): StudioModel {
    const model = this.requireModel();
    if (hasOwnMap(model)) return model;
    const second = this.mapModel?.model;
    if (second?.vae.parameters === undefined)
      throw new Error('The latent map has no model yet. Open the latent map first.');
    return second;
  }
}

export function summaryOf({ model, history, modelData, end }: Session): ModelSummary | null {
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
    end,
    decoder: model.kind === 'table' ? model.vae.decoder : null,
    convolutional: isConvolutional(model),
    ownMap: hasOwnMap(model),
    data: modelData !== null,
    shape: model.kind === 'images' ? model.shape : null,
    columns:
      model.kind === 'table' ? (model.vae.schema?.columns.map(({ name }) => name) ?? null) : null,
  };
}
