/// <reference lib="esnext.disposable" preserve="true" />
import type { Data } from './data-source.js';
import type { Diagnosis } from './diagnosis.js';
import { disposable } from './disposable.js';
import type { EpochRecord, Losses } from './history.js';
import type { MixtureFit } from './mixture.js';
import { type Backend, Model } from './model.js';
import { readOptions } from './options.js';
import type { Posterior } from './reading.js';
import type { TableSchema } from './table/schema.js';
import type { MadeTable, TableColumns } from './table/table-coding.js';
import type { ColumnsSaid, TableModel } from './table/table-model.js';
import type {
  ImputeOptions,
  TableDecodeOptions,
  TableEvaluateOptions,
  TableFitMixtureOptions,
  TableFitThresholdOptions,
  TableGenerateOptions,
  TableLogLikelihoodOptions,
  TableScoreFeaturesOptions,
  TableScoreOptions,
  TableTrainOptions,
  TableVAEOptions,
} from './table/table-options.js';
import type { Table, TableRow } from './table/table-view.js';
import type { LoadOptions, SignalOption } from './vae-options.js';

// What tables need beyond rows of numbers, loaded with the first: a page that has none does without.
const tables = () => import('./table/table-model.js');

/** A table as the library makes it, of the form of another. */
export type MadeLike<T extends Table> = T extends readonly unknown[] ? TableRow[] : TableColumns;

/**
 * A variational autoencoder of tables as people have them: columns of numbers, categories, truth
 * values and dates, with gaps.
 *
 * ```js
 * const model = new TableVAE({ epochs: 300 });
 * await model.train(rows); // [{ age: 39, job: 'clerk', income: null }, ...]
 * const synthetic = await model.generate(1000);
 * ```
 *
 * A table is an array of objects, or an object of arrays; rows come back in the form of the table
 * that was trained on. null, undefined, NaN and an absent key are gaps. What the columns are is
 * inferred from the first table, and stands in `schema`.
 *
 * Where it runs, and what calls do to each other, is as in {@link VAE}.
 *
 * In TypeScript, `TableVAE<TableColumns>` is one that is trained on an object of arrays.
 */
export class TableVAE<Made extends MadeTable = TableRow[]> implements Disposable {
  #model: Model;
  readonly #said: ColumnsSaid;
  #table: TableModel | undefined;

  /** @throws ERR_OPTION */
  constructor(options: TableVAEOptions = {}) {
    const call = 'new TableVAE()';
    const { columns, conditions, ...checked } = readOptions(call, options);
    this.#said = { columns: columns && { ...columns }, conditions: [...conditions] };
    this.#model = new Model(call, { ...checked, likelihood: 'auto', missing: false }, true);
  }

  /**
   * The model in a file that save() made. It generates the same rows, and goes on training as if
   * it had never stopped.
   * @throws ERR_MODEL_FILE, also for the file of a VAE; ERR_OPTION, ERR_MEMORY
   */
  static async load<Made extends MadeTable = TableRow[]>(
    bytes: Uint8Array | ArrayBuffer,
    options: LoadOptions = {},
  ): Promise<TableVAE<Made>> {
    const call = 'TableVAE.load()';
    const model = await Model.load(call, bytes, options, true);
    try {
      const loaded = new TableVAE<Made>();
      loaded.#table = (await tables()).TableModel.loaded(call, model);
      loaded.#model = model;
      return loaded;
    } catch (error) {
      model.dispose();
      throw error;
    }
  }

  /** Every random number of the model follows from it. */
  get seed(): number {
    return this.#model.seed;
  }

  /** Dimensions of the latent space, L. */
  get latentDim(): number {
    return this.#model.latentDim;
  }

  get backend(): Backend {
    return this.#model.backend;
  }

  /** What the columns are: frozen, plain data. Undefined before training. */
  get schema(): TableSchema | undefined {
    return this.#known?.schema;
  }

  /** How many weights, biases and variances training adjusts; undefined before training. */
  get parameters(): number | undefined {
    return this.#model.parameters || undefined;
  }

  /** As in VAE. */
  get bestEpoch(): number | undefined {
    return this.#model.bestEpoch;
  }

  /** One record for each epoch trained; frozen, and without `seconds` where it was loaded. */
  get history(): EpochRecord[] {
    return this.#model.history;
  }

  /**
   * Trains, or goes on training, for `epochs` more epochs.
   *
   * The first training settles what the columns are; a later one keeps that, and its rows have to
   * fit: no new categories, and no gaps in conditions that had none.
   *
   * Of a table of 20 rows or more a tenth is held out, and the training ends before `epochs` once the
   * loss of these rows has not become better for 50 of them and 2,000 batches; reading uses the best
   * weights. A table is learned by heart before long, and what is made must not be what was given.
   * @returns The history: one record for each epoch since the model was made.
   * @throws ERR_DATA_SHAPE for what is no table, or lacks columns; ERR_DATA_VALUE for a cell that its
   *   column cannot have, with row and column; and as train() of a VAE
   */
  async train(table: Table, options: TableTrainOptions = {}): Promise<EpochRecord[]> {
    return this.#model.train(options, async (given) => {
      const { tableTraining } = await tables();
      const usual = {
        validation: options.validation === undefined,
        earlyStopping: options.earlyStopping === undefined,
      };
      return tableTraining(this.#model, table, this.#said, this.#known, given, usual, (trained) => {
        this.#table = trained;
      });
    });
  }

  /**
   * New rows, of the form, names, types, categories, rounding and bounds of the training table.
   * Columns that are identifiers get new ones, which the training table does not have.
   *
   * What `where` and `balance` say of condition columns is set; for other columns rows are drawn
   * until enough are as wanted, which `onAcceptance` can watch.
   * @param count Rows. Default: as many as the first table has.
   * @throws ERR_OPTION, also where too few rows are as wanted; ERR_NOT_TRAINED, ERR_MEMORY,
   *   ERR_DISPOSED, and what `onAcceptance` throws or rejects with
   */
  async generate(count?: number, options: TableGenerateOptions = {}): Promise<Made> {
    return this.#trained('generate()').generate(count, options) as Promise<Made>;
  }

  /**
   * The table with its gaps filled, in its own form; cells that are there stay as they are. With
   * `draws`, that many tables, their gaps drawn from the conditional distribution: what differs
   * between them is not known. Without, one: the mean of 50 draws for numbers and dates, as a whole
   * multiple of what the column's values are multiples of; the most frequent draw for others.
   *
   * Gaps of identifiers and of conditions stay; columns that the training table did not have are left out.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async impute<T extends Table>(
    table: T,
    options: ImputeOptions & { draws: number },
  ): Promise<MadeLike<T>[]>;
  async impute<T extends Table>(
    table: T,
    options?: ImputeOptions & { draws?: undefined },
  ): Promise<MadeLike<T>>;
  async impute(table: Table, options: ImputeOptions = {}): Promise<MadeTable | MadeTable[]> {
    return this.#trained('impute()').impute(table, options);
  }

  /**
   * The posterior of each row, given the cells that are there.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async encode(table: Table, options: SignalOption = {}): Promise<Posterior> {
    return this.#trained('encode()').encode(table, options);
  }

  /**
   * The row that each latent vector stands for: the most probable categories, central values.
   * @param latents rows x latentDim, finite.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async decode(latents: Data, options: TableDecodeOptions = {}): Promise<Made> {
    return this.#trained('decode()').decode(latents, options) as Promise<Made>;
  }

  /**
   * Each row as the model sees it: decode() of encode()'s mean, with the row's own conditions.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async reconstruct(table: Table, options: SignalOption = {}): Promise<Made> {
    return this.#trained('reconstruct()').reconstruct(table, options) as Promise<Made>;
  }

  /**
   * How well the model explains the cells that are there: means per row, in nats. Numbers count as
   * densities in their own units, dates in milliseconds. Otherwise as in VAE.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async evaluate(table: Table, options: TableEvaluateOptions = {}): Promise<Losses> {
    return this.#trained('evaluate()').evaluate(table, options);
  }

  /**
   * log p of the cells that are there of each row, given its conditions, in nats; as in VAE.
   * @returns One value per row.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async logLikelihood(
    table: Table,
    options: TableLogLikelihoodOptions = {},
  ): Promise<Float64Array<ArrayBuffer>> {
    return this.#trained('logLikelihood()').logLikelihood(table, options);
  }

  /**
   * How odd each row is, in nats: the higher, the odder; as in VAE. Gaps are not odd.
   * @returns One value per row.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async score(table: Table, options: TableScoreOptions = {}): Promise<Float64Array<ArrayBuffer>> {
    return this.#trained('score()').score(table, options);
  }

  /**
   * Where a row's oddness lies: for each column that is modelled, by its name, one value per row, in
   * nats. A row's columns add up to its score by the method `'reconstruction'`.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async scoreFeatures(
    table: Table,
    options: TableScoreFeaturesOptions = {},
  ): Promise<Record<string, Float64Array<ArrayBuffer>>> {
    return this.#trained('scoreFeatures()').scoreFeatures(table, options);
  }

  /**
   * Settles what isAnomaly() and anomalyProbability() say, by the scores of rows that are normal;
   * as in VAE.
   * @returns The threshold, in nats.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async fitThreshold(table: Table, options: TableFitThresholdOptions = {}): Promise<number> {
    return this.#trained('fitThreshold()').fitThreshold(table, options);
  }

  /**
   * Whether each row scores above the threshold of fitThreshold(), scored as it was fitted.
   * @returns One byte per row: 1 for an anomaly, else 0.
   * @throws ERR_NOT_TRAINED, also where there is no threshold; ERR_DATA_SHAPE, ERR_DATA_VALUE,
   *   ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async isAnomaly(table: Table, options: SignalOption = {}): Promise<Uint8Array<ArrayBuffer>> {
    return this.#trained('isAnomaly()').isAnomaly(table, options);
  }

  /**
   * How surely each row is an anomaly, from 0 to below 1; as in VAE.
   * @returns One value per row.
   * @throws as isAnomaly()
   */
  async anomalyProbability(
    table: Table,
    options: SignalOption = {},
  ): Promise<Float64Array<ArrayBuffer>> {
    return this.#trained('anomalyProbability()').anomalyProbability(table, options);
  }

  /**
   * How the model uses its latent space over the rows, and what is wrong with it, in sentences.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async diagnose(table: Table, options: SignalOption = {}): Promise<Diagnosis<string>> {
    return this.#trained('diagnose()').diagnose(table, options);
  }

  /**
   * Fits a mixture of Gaussians to where the rows lie in the latent space, for
   * `generate({ sampling: 'mixture' })`; as in VAE.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async fitMixture(table: Table, options: TableFitMixtureOptions = {}): Promise<MixtureFit> {
    return this.#trained('fitMixture()').fitMixture(table, options);
  }

  /**
   * The whole model, and what it knows of its table: the schema, with all categories, and which
   * values of condition columns go together. Equal runs give equal bytes.
   * @throws ERR_NOT_TRAINED, ERR_MEMORY, ERR_DISPOSED
   */
  async save(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#trained('save()').save();
  }

  /** Frees the memory and ends the worker. Calls under way reject with ERR_DISPOSED. */
  dispose(): void {
    this.#model.dispose();
  }

  declare [Symbol.dispose]: () => void;

  /** What was trained. A training that ended before its first batch leaves nothing of its table. */
  get #known(): TableModel | undefined {
    return this.#model.features > 0 ? this.#table : undefined;
  }

  #trained(call: string): TableModel {
    this.#model.trained(call);
    return this.#table!;
  }
}

disposable(TableVAE);
