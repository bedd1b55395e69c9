/// <reference lib="esnext.disposable" preserve="true" />
import type { Data } from '../data/data-source.js';
import type { Diagnosis } from '../model/diagnosis.js';
import { disposable } from '../host/disposable.js';
import type { EpochRecord, Losses } from '../engine/history.js';
import { lazyPart } from '../host/lazy-part.js';
import type { MixtureFit } from '../model/mixture.js';
import { type Backend, Model } from '../model/model.js';
import type { TableForm } from '../options/choices.js';
import { readOptions } from '../options/options.js';
import type { Posterior } from '../model/inference.js';
import type { Notice } from '../table/notices.js';
import type { TableSchema } from '../data/schema.js';
import type { MadeTable, TableColumns } from '../table/table-coding.js';
import type { ColumnsSaid, TableModel } from '../table/table-model.js';
import type {
  ImputeOptions,
  TableDecodeOptions,
  TableEvaluateOptions,
  TableFitMixtureOptions,
  TableFitThresholdOptions,
  TableGenerateOptions,
  TableLogLikelihoodOptions,
  TableReconstructOptions,
  TableScoreFeaturesOptions,
  TableScoreOptions,
  TableTrainOptions,
  TableVAEOptions,
} from '../options/table-options.js';
import type { Table, TableRow } from '../data/table.js';
import type { LoadOptions, SignalOption } from '../options/vae-options.js';

// Loaded on first use, so that a page without tables does not load it.
const tables = () => lazyPart('tables.js', () => import('../table/table-model.js'));

/** A table made by the library, in the form of the option `form`, or by default like another. */
export type MadeIn<
  Form extends TableForm | undefined,
  Default extends MadeTable,
> = Form extends 'rows' ? TableRow[] : Form extends 'columns' ? TableColumns : Default;

/** A table made by the library, in the same form as another. */
export type MadeLike<T extends Table> = T extends readonly unknown[] ? TableRow[] : TableColumns;

/**
 * A variational autoencoder for tables: columns of numbers, categories, truth values and dates, with
 * gaps. The likelihood covers the observed cells (Nazabal et al. 2020,
 * https://arxiv.org/abs/1807.03653; Mattei and Frellsen 2019, https://arxiv.org/abs/1812.02633). The
 * likelihood of a number is a mixture of Gaussians.
 *
 * A table is an array of objects, or an object of arrays. Rows come back in the form of the training
 * table, or in that of the option `form`. null, undefined, NaN and an absent key are gaps, and so are words such as NA in columns of
 * numbers and dates ({@link MISSING_VALUES}). The first table determines the type of each column:
 * `schema` holds the types, and `notices` says what to know about them. Dates and amounts are read as
 * people write them, and come back in the form of their column: '2020-01-31 12:00:00+01',
 * '31/01/2020', 'Jan 31, 2020', '$1,234.50', '12,5 %'. A BigInt must be within 2^53. If all numbers of
 * a column are BigInts, they come back as BigInts. N is the number of rows, L that of latent dimensions.
 *
 * Workers, calls during training and errors are as in {@link VAE}.
 *
 * In TypeScript, a model trained on an object of arrays is a `TableVAE<TableColumns>`.
 *
 * @example The methods' examples continue from this one
 * ```js
 * import { TableVAE } from 'vae1';
 *
 * const staff = Array.from({ length: 200 }, (_, i) => ({
 *   job: i % 2 ? 'cook' : 'clerk',
 *   age: 20 + (i % 40),
 *   pay: i % 9 ? 2000 + 30 * (i % 40) : null,
 * }));
 * const model = new TableVAE({ conditions: ['job'], latentDim: 2, hiddenDims: [16], seed: 1 });
 * await model.train(staff, { epochs: 20 });
 * console.log(await model.generate(1)); // [ { job: '...', age: ..., pay: ... } ]
 * ```
 */
export class TableVAE<Made extends MadeTable = TableRow[]> implements Disposable {
  #model: Model;
  readonly #said: ColumnsSaid;
  #table: TableModel | undefined;

  /**
   * Checks the options and picks the build. It does not start or load anything yet.
   * @throws ERR_OPTION for an unknown option or an invalid value
   * @example
   * ```js
   * const wines = new TableVAE({ columns: { year: 'categorical' }, seed: 1 });
   * console.log(wines.schema); // undefined
   * ```
   */
  constructor(options: TableVAEOptions = {}) {
    const call = 'new TableVAE()';
    const { columns, conditions, missingValues, ...checked } = readOptions(call, options);
    this.#said = { columns, conditions, missingValues };
    this.#model = new Model(call, { ...checked, likelihood: 'auto', missing: false }, true);
  }

  /**
   * Loads a model saved by save(). It generates the same rows, and continues training as if it had
   * never stopped.
   * @param bytes The file, which is copied.
   * @throws ERR_MODEL_FILE for a file that is not a model file, is damaged, has a later version, or
   *   is from VAE; ERR_OPTION, ERR_MEMORY
   * @example
   * ```js
   * const copy = await TableVAE.load(await model.save());
   * console.log(copy.schema.columns.map(({ name }) => name)); // [ 'job', 'age', 'pay' ]
   * ```
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

  /** The seed of all of the model's random numbers: an integer from 0 to 2^53 - 1. */
  get seed(): number {
    return this.#model.seed;
  }

  /** Dimensions of the latent space, L. */
  get latentDim(): number {
    return this.#model.latentDim;
  }

  /** The build and threads that the constructor picked. */
  get backend(): Backend {
    return this.#model.backend;
  }

  /** The columns and their types, as frozen plain data; undefined before training. */
  get schema(): TableSchema | undefined {
    return this.#known?.schema;
  }

  /**
   * Notices about the first table. They name columns that train() left out of the model, with the
   * reason, and columns whose cells can be read in more than one way, with the option that changes the
   * reading. `schema` holds the reasons too. Frozen; undefined before training.
   * @example
   * ```js
   * const rows = staff.map((row, i) => ({ ...row, since: `0${1 + (i % 9)}/01/2020`, note: `no. ${i}` }));
   * const noted = new TableVAE({ hiddenDims: [16] });
   * await noted.train(rows, { epochs: 1 });
   * for (const { message } of noted.notices) console.log(message);
   * // Column "since": dates such as 01/01/2020 are read with the month first, ...
   * // Column "note" is left out of the model: 200 different values in 200 cells: ...
   * ```
   */
  get notices(): readonly Notice[] | undefined {
    return this.#known?.notices;
  }

  /** The number of trained weights, biases and variances; undefined before training. */
  get parameters(): number | undefined {
    return this.#model.parameters || undefined;
  }

  /** The epoch whose weights all calls use except train(); as in {@link VAE.bestEpoch}. */
  get bestEpoch(): number | undefined {
    return this.#model.bestEpoch;
  }

  /** One frozen record per trained epoch; loaded records have no `seconds`. */
  get history(): EpochRecord[] {
    return this.#model.history;
  }

  /**
   * Trains, or continues training, for `epochs` more epochs.
   *
   * The first training determines the schema. Later tables must fit it: they cannot have new
   * categories, or gaps in conditions that had none.
   *
   * By default, train() holds out a tenth of a table of 20 rows or more. It stops early once the
   * held-out loss has not improved for 50 epochs and 2,000 batches. All other calls use the best
   * weights. A model soon memorises a small table, and generated rows must not repeat training rows.
   * @param table N rows, in either form.
   * @returns The history: one record per epoch since the model was made.
   * @throws ERR_DATA_SHAPE if the argument is not a table or lacks a column that had no gaps;
   *   ERR_DATA_VALUE for a cell that its column cannot have, with its row and column; otherwise as
   *   {@link VAE.train}
   * @example
   * ```js
   * await model.train(staff, { epochs: 5, validation: 0 });
   * console.log(model.history.length); // 25
   * ```
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
   * Generates new rows with the form, names, types, categories, rounding and bounds of the training
   * table. Identifier columns get new identifiers, which the training table does not have, and gaps as
   * often as there.
   *
   * `where` and `balance` set condition columns. For other columns, rows are drawn until enough match;
   * `onAcceptance` can watch that.
   * @param count Number of rows. Default: the number of rows of the first table.
   * @throws ERR_NOT_TRAINED before train(), and with `sampling: 'mixture'` before fitMixture();
   *   ERR_OPTION, including when too few rows match; ERR_MEMORY, ERR_DISPOSED; and what
   *   `onAcceptance` throws or rejects with
   * @example
   * ```js
   * const cooks = await model.generate(3, { where: { job: 'cook', age: { min: 30 } } });
   * console.log(cooks.every(({ job, age }) => job === 'cook' && age >= 30)); // true
   * const even = await model.generate(100, { balance: 'job' }); // 50 of each
   * const { pay } = await model.generate(100, { form: 'columns' });
   * console.log(pay.length); // 100
   * ```
   */
  async generate<Form extends TableForm | undefined = undefined>(
    count?: number,
    options: TableGenerateOptions<Form> = {},
  ): Promise<MadeIn<Form, Made>> {
    const made = await this.#trained('generate()').generate(count, options);
    return made as MadeIn<Form, Made>;
  }

  /**
   * Fills the gaps of a table. The result has the form of the argument, and observed cells are kept.
   *
   * With `draws`, it returns that many tables, whose gaps are drawn from the conditional distribution
   * (Mattei and Frellsen 2019, https://arxiv.org/abs/1812.02633, section 3.3). Their differences show
   * the uncertainty. Without `draws`, it returns one table: a gap becomes the mean of 50 draws for
   * numbers and dates, rounded as the column's values are, and the most frequent draw otherwise.
   *
   * Gaps of identifiers and of conditions stay. Columns that the training table did not have are left
   * out.
   * @param table N rows, in either form.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE if the argument is not a table or lacks a
   *   column that had no gaps; ERR_DATA_VALUE for a cell that its column cannot have; ERR_OPTION,
   *   ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const full = await model.impute(staff);
   * const five = await model.impute(staff, { draws: 5 });
   * console.log(full[0].pay > 0, five.map((table) => table[0].pay)); // true [ ... ]
   * ```
   */
  async impute<T extends Table, Form extends TableForm | undefined = undefined>(
    table: T,
    options: ImputeOptions<Form> & { draws: number },
  ): Promise<MadeIn<Form, MadeLike<T>>[]>;
  async impute<T extends Table, Form extends TableForm | undefined = undefined>(
    table: T,
    options?: ImputeOptions<Form> & { draws?: undefined },
  ): Promise<MadeIn<Form, MadeLike<T>>>;
  async impute(
    table: Table,
    options: ImputeOptions<TableForm | undefined> = {},
  ): Promise<MadeTable | MadeTable[]> {
    return this.#trained('impute()').impute(table, options);
  }

  /**
   * The posterior q(z|x) of each row, given its observed cells.
   * @param table N rows. Columns that the training table did not have are ignored.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE if the argument is not a table or lacks a
   *   column that had no gaps; ERR_DATA_VALUE for a cell that its column cannot have; ERR_OPTION,
   *   ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const { mean } = await model.encode(staff); // 200 x 2
   * console.log(mean.length); // 400
   * ```
   */
  async encode(table: Table, options: SignalOption = {}): Promise<Posterior> {
    return this.#trained('encode()').encode(table, options);
  }

  /**
   * Decodes each latent vector to a row: the most probable categories, and central values of numbers.
   * @param latents N x L, finite.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for vectors that are not L wide,
   *   ERR_DATA_VALUE for a value that is not finite; ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const [row] = await model.decode([[0, 0]], { where: { job: 'cook' } });
   * console.log(row); // { job: 'cook', age: ..., pay: ... }
   * ```
   */
  async decode<Form extends TableForm | undefined = undefined>(
    latents: Data,
    options: TableDecodeOptions<Form> = {},
  ): Promise<MadeIn<Form, Made>> {
    const made = await this.#trained('decode()').decode(latents, options);
    return made as MadeIn<Form, Made>;
  }

  /**
   * Reconstructs each row: decode() of the mean of encode(), with the row's own conditions.
   * @param table N rows. Columns that the training table did not have are ignored.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE if the argument is not a table or lacks a
   *   column that had no gaps; ERR_DATA_VALUE for a cell that its column cannot have; ERR_OPTION,
   *   ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const rows = await model.reconstruct(staff);
   * console.log(rows[0]); // { job: 'clerk', age: ..., pay: ... }
   * ```
   */
  async reconstruct<Form extends TableForm | undefined = undefined>(
    table: Table,
    options: TableReconstructOptions<Form> = {},
  ): Promise<MadeIn<Form, Made>> {
    const made = await this.#trained('reconstruct()').reconstruct(table, options);
    return made as MadeIn<Form, Made>;
  }

  /**
   * How well the model explains the observed cells: means per row, in nats. Numbers count as
   * densities in their own units, dates in milliseconds. Otherwise as in {@link VAE.evaluate}.
   * @param table N rows. Columns that the training table did not have are ignored.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE if the argument is not a table or lacks a
   *   column that had no gaps; ERR_DATA_VALUE for a cell that its column cannot have; ERR_OPTION,
   *   ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const { loss } = await model.evaluate(staff);
   * console.log(`${loss} nats per row`); // ... nats per row
   * ```
   */
  async evaluate(table: Table, options: TableEvaluateOptions = {}): Promise<Losses> {
    return this.#trained('evaluate()').evaluate(table, options);
  }

  /**
   * log p of the observed cells of each row, given its conditions, in nats; as in
   * {@link VAE.logLikelihood}.
   * @param table N rows. Columns that the training table did not have are ignored.
   * @returns N values.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE if the argument is not a table or lacks a
   *   column that had no gaps; ERR_DATA_VALUE for a cell that its column cannot have; ERR_OPTION,
   *   ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const [first] = await model.logLikelihood(staff, { samples: 20 });
   * console.log(`log p of the first row: ${first} nats`); // log p of the first row: ... nats
   * ```
   */
  async logLikelihood(
    table: Table,
    options: TableLogLikelihoodOptions = {},
  ): Promise<Float64Array<ArrayBuffer>> {
    return this.#trained('logLikelihood()').logLikelihood(table, options);
  }

  /**
   * Anomaly scores, in nats; higher is more unusual. As in {@link VAE.score}. Gaps add nothing. If a
   * column was constant in all N training rows, a cell that differs from it adds log(N + 2).
   * @param table N rows. Columns that the training table did not have are ignored.
   * @returns N values.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE if the argument is not a table or lacks a
   *   column that had no gaps; ERR_DATA_VALUE for a cell that its column cannot have; ERR_OPTION,
   *   ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const [usual, odd] = await model.score([staff[1], { ...staff[1], pay: 9000 }]);
   * console.log(odd > usual); // true
   * ```
   */
  async score(table: Table, options: TableScoreOptions = {}): Promise<Float64Array<ArrayBuffer>> {
    return this.#trained('score()').score(table, options);
  }

  /**
   * The part of each column in a row's anomaly score: one value per row, in nats, for each modelled
   * and each constant column. The parts of a row add up to its score by the method `'reconstruction'`.
   * @param table N rows. Columns that the training table did not have are ignored.
   * @returns N values for each column, by its name.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE if the argument is not a table or lacks a
   *   column that had no gaps; ERR_DATA_VALUE for a cell that its column cannot have; ERR_OPTION,
   *   ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const { age, pay } = await model.scoreFeatures([{ ...staff[1], pay: 9000 }]);
   * console.log(pay[0] > age[0]); // true
   * ```
   */
  async scoreFeatures(
    table: Table,
    options: TableScoreFeaturesOptions = {},
  ): Promise<Record<string, Float64Array<ArrayBuffer>>> {
    return this.#trained('scoreFeatures()').scoreFeatures(table, options);
  }

  /**
   * Fits the threshold of isAnomaly() and anomalyProbability() to the scores of normal rows; as in
   * {@link VAE.fitThreshold}.
   * @param table N rows. Columns that the training table did not have are ignored.
   * @returns The threshold, in nats.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE if the argument is not a table or lacks a
   *   column that had no gaps; ERR_DATA_VALUE for a cell that its column cannot have; ERR_OPTION,
   *   ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const threshold = await model.fitThreshold(staff, { quantile: 0.99 });
   * console.log(`odder than ${threshold} nats is an anomaly`); // odder than ... nats is an anomaly
   * ```
   */
  async fitThreshold(table: Table, options: TableFitThresholdOptions = {}): Promise<number> {
    return this.#trained('fitThreshold()').fitThreshold(table, options);
  }

  /**
   * Whether each row scores above the threshold of fitThreshold(), by the method that fitted it.
   * @param table N rows. Columns that the training table did not have are ignored.
   * @returns N bytes: 1 for an anomaly, else 0.
   * @throws ERR_NOT_TRAINED before train() and without a threshold; ERR_DATA_SHAPE if the argument is
   *   not a table or lacks a column that had no gaps; ERR_DATA_VALUE for a cell that its column
   *   cannot have; ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * await model.fitThreshold(staff, { quantile: 0.99 });
   * console.log(await model.isAnomaly([{ ...staff[1], pay: 9000 }])); // Uint8Array(1) [ 1 ]
   * ```
   */
  async isAnomaly(table: Table, options: SignalOption = {}): Promise<Uint8Array<ArrayBuffer>> {
    return this.#trained('isAnomaly()').isAnomaly(table, options);
  }

  /**
   * The probability that each row is an anomaly, from 0 to below 1; as in
   * {@link VAE.anomalyProbability}.
   * @param table N rows. Columns that the training table did not have are ignored.
   * @returns N values.
   * @throws ERR_NOT_TRAINED before train() and without a threshold; ERR_DATA_SHAPE if the argument is
   *   not a table or lacks a column that had no gaps; ERR_DATA_VALUE for a cell that its column
   *   cannot have; ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * await model.fitThreshold(staff);
   * const [odd] = await model.anomalyProbability([{ ...staff[1], pay: 9000 }]);
   * console.log(odd > 0.95); // true
   * ```
   */
  async anomalyProbability(
    table: Table,
    options: SignalOption = {},
  ): Promise<Float64Array<ArrayBuffer>> {
    return this.#trained('anomalyProbability()').anomalyProbability(table, options);
  }

  /**
   * Diagnoses how the model uses its latent space on the rows, and describes problems in sentences.
   * @param table N rows. Columns that the training table did not have are ignored.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE if the argument is not a table or lacks a
   *   column that had no gaps; ERR_DATA_VALUE for a cell that its column cannot have; ERR_OPTION,
   *   ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const { activeUnits, findings } = await model.diagnose(staff);
   * console.log(`${activeUnits} latent dimensions are used`); // ... latent dimensions are used
   * for (const { code, message } of findings) console.log(code, message);
   * ```
   */
  async diagnose(table: Table, options: SignalOption = {}): Promise<Diagnosis<string>> {
    return this.#trained('diagnose()').diagnose(table, options);
  }

  /**
   * Fits a mixture of Gaussians to the rows in the latent space, for `generate({ sampling:
   * 'mixture' })`; as in {@link VAE.fitMixture}.
   * @param table N rows. Columns that the training table did not have are ignored.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE if the argument is not a table or lacks a
   *   column that had no gaps; ERR_DATA_VALUE for a cell that its column cannot have; ERR_OPTION,
   *   ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * await model.fitMixture(staff, { components: 3 });
   * const rows = await model.generate(100, { sampling: 'mixture' });
   * console.log(rows.length); // 100
   * ```
   */
  async fitMixture(table: Table, options: TableFitMixtureOptions = {}): Promise<MixtureFit> {
    return this.#trained('fitMixture()').fitMixture(table, options);
  }

  /**
   * Saves the whole model with its schema: all categories, and the combinations of values in condition
   * columns. Equal runs give equal bytes.
   * @throws ERR_NOT_TRAINED before train(), ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const file = await model.save(); // for a file, IndexedDB, a download
   * const copy = await TableVAE.load(file);
   * console.log(copy.seed === model.seed); // true
   * ```
   */
  async save(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#trained('save()').save();
  }

  /**
   * Frees the memory and ends the worker. Calls in progress reject with ERR_DISPOSED. A model that is
   * garbage-collected is freed too, in time.
   * @example
   * ```js
   * model.dispose();
   * await model.generate(1).catch(({ code }) => console.log(code)); // ERR_DISPOSED
   * ```
   */
  dispose(): void {
    this.#model.dispose();
  }

  /** dispose(), for `using model = new TableVAE()`. */
  declare [Symbol.dispose]: () => void;

  /** The trained table. A training that ended before its first batch leaves none. */
  get #known(): TableModel | undefined {
    return this.#model.features > 0 ? this.#table : undefined;
  }

  #trained(call: string): TableModel {
    this.#model.trained(call);
    return this.#table!;
  }
}

disposable(TableVAE);
