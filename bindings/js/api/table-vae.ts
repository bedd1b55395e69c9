import type { Data } from '../data/data-source.js';
import type { TableSchema } from '../data/schema.js';
import type { DataStream } from '../data/row-stream.js';
import type { Table, TableRow } from '../data/table.js';
import type { EpochRecord } from '../engine/history.js';
import { lazyPart } from '../host/lazy-part.js';
import { Model } from '../model/model.js';
import type { Decoder, TableForm } from '../options/choices.js';
import { readOptions } from '../options/options.js';
import type {
  ImputeOptions,
  TableDecodeOptions,
  TableGenerateOptions,
  TableReconstructOptions,
  TableScoreFeaturesOptions,
  TableTrainOptions,
  TableVAEOptions,
} from '../options/table-options.js';
import type { LoadOptions } from '../options/vae-options.js';
import type { TableKnowledge } from '../table/attachment.js';
import type { Notice } from '../table/notices.js';
import type { MadeTable, TableColumns } from '../table/table-coding.js';
import type { TableState } from '../table/table-training.js';
import { AnyVAE } from './any-vae.js';

// Loaded on first use, so that a page without tables does not load it.
const tables = () => lazyPart('tables.js', () => import('../table/calls.js'));
type Calls = Awaited<ReturnType<typeof tables>>;

interface KnownTable extends TableState {
  calls: Calls | undefined;
}

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
 * A table is an array of objects, an object of arrays, or a table of another library
 * of which columns come back. Rows come back in the form of the training
 * table, or in that of the option `form`. null, undefined, NaN and an absent key are gaps, and so are words such as NA in columns of
 * numbers and dates ({@link MISSING_VALUES}). The first table determines the type of each column:
 * `schema` holds the types, and `notices` says what to know about them. Dates and amounts are read as
 * people write them, and come back in the form of their column: '2020-01-31 12:00:00+01',
 * '31/01/2020', 'Jan 31, 2020', '$1,234.50', '12,5 %'. A BigInt must be within 2^53. If all numbers of
 * a column are BigInts, they come back as BigInts. N is the number of rows, L that of latent dimensions.
 *
 * Workers, calls during training and errors are as in {@link VAE}. Calls that VAE has too are those of
 * {@link AnyVAE}.
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
export class TableVAE<Made extends MadeTable = TableRow[]> extends AnyVAE<
  Table,
  string,
  'features'
> {
  readonly #model: Model;
  readonly #table: KnownTable;

  /**
   * Checks the options and picks the build. It does not start or load anything yet.
   * @throws ERR_OPTION for an unknown option or an invalid value
   * @example
   * ```js
   * const wines = new TableVAE({ columns: { year: 'categorical' }, seed: 1 });
   * console.log(wines.schema); // undefined
   * ```
   */
  constructor(options?: TableVAEOptions);
  /** @internal */
  constructor(options: undefined, loaded: Model, calls: Calls, trained: TableKnowledge);
  constructor(
    options: TableVAEOptions = {},
    loaded?: Model,
    calls?: Calls,
    trained?: TableKnowledge,
  ) {
    const call = 'new TableVAE()';
    // The columns determine what is withheld.
    const own = readOptions(call, options, ['likelihood', 'missing']);
    const { columns, conditions, missingValues, batchSize, learningRate, ...checked } = own;
    const unused = { likelihood: 'auto', missing: false, referenceRows: 0 } as const;
    // Until the first table says what they follow.
    const { batchSize: usual, learningRate: constant } = readOptions('new VAE()', {});
    const first = { batchSize: batchSize ?? usual, learningRate: learningRate ?? constant };
    const model = loaded ?? new Model(call, { ...checked, ...unused, ...first }, true);
    const table: KnownTable = {
      said: { columns, conditions, missingValues },
      settings: { batchSize, learningRate },
      calls,
      trained,
    };
    super(model, {
      take: (...call) => table.trained!.coding.take(...call),
      columnOf: (column) => table.trained!.coding.nameOf(column),
      cells: () => table.calls!.tableCells(table.trained!.coding),
    });
    this.#model = model;
    this.#table = table;
  }

  /**
   * Loads a model saved by save(), as {@link VAE.load} does.
   * @param bytes The file, which is copied.
   * @throws as {@link VAE.load}; ERR_MODEL_FILE also for a file from VAE, not for one from TableVAE
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
      const calls = await tables();
      return new TableVAE<Made>(undefined, model, calls, calls.loadedTable(call, model.facts!));
    } catch (error) {
      model.dispose();
      throw error;
    }
  }

  /** The columns and their types, as frozen plain data; undefined before training. */
  get schema(): TableSchema | undefined {
    return this.#known?.coding.schema;
  }

  /** How the decoder makes the cells of a row; see {@link TableVAEOptions.decoder}. */
  get decoder(): Decoder {
    return this.#model.decoder;
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
    return this.#known?.coding.notices;
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
   * @param table N rows, in any form of {@link Table}. Of a model that has been trained before, also a stream
   *   of tables that need not fit in memory together: an iterable, for one epoch, or a function that returns
   *   a fresh one for each epoch. Then no rows are held out, unless `validation` is a table.
   * @returns The history: one record per epoch since the model was made.
   * @throws ERR_NOT_TRAINED for a stream before any other training; ERR_DATA_SHAPE if the argument is not a table or lacks a column that had no gaps;
   *   ERR_DATA_VALUE for a cell that its column cannot have, with its row and column; otherwise as
   *   {@link VAE.train}
   * @example
   * ```js
   * await model.train(staff, { epochs: 5, validation: 0 });
   * console.log(model.history.length); // 25
   * ```
   */
  async train(
    table: Table | DataStream<Table>,
    options: TableTrainOptions = {},
  ): Promise<EpochRecord[]> {
    return this.#model.train(options, async (given) => {
      const calls = (this.#table.calls = await tables());
      return calls.tableTraining(this.#model, table, this.#table, options, given);
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
   * @throws ERR_NOT_TRAINED before train(), and with `sampling: 'mixture'` if it has no mixture;
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
    const { calls, trained } = this.#trained('generate()');
    const made = calls.generateTable(this.#model, trained, count, options);
    return made as Promise<MadeIn<Form, Made>>;
  }

  /**
   * Fills the gaps of a table. The result has the form of the argument, and observed cells are kept.
   *
   * With `draws`, it returns that many tables, whose gaps are drawn from the conditional distribution
   * (Mattei and Frellsen 2019, https://arxiv.org/abs/1812.02633, section 3.3). Their differences show
   * the uncertainty. Without `draws`, it returns one table: a gap becomes the mean of 50 draws for
   * numbers and dates, or the nearest value that the column can have, and the most frequent draw
   * otherwise.
   *
   * Gaps of identifiers and of conditions stay. Columns that the training table did not have are left
   * out.
   * @param table N rows, in any form of {@link Table}.
   * @throws as {@link AnyVAE.encode}
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
    const { calls, trained } = this.#trained('impute()');
    return calls.impute(this.#model, trained, table, options);
  }

  /**
   * Decodes each latent vector to a row: the most probable categories, and central values of numbers.
   * @param latents N x L, finite.
   * @throws as {@link VAE.decode}
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
    const { calls, trained } = this.#trained('decode()');
    const made = calls.decodeTable(this.#model, trained, latents, options);
    return made as Promise<MadeIn<Form, Made>>;
  }

  /**
   * Reconstructs each row: decode() of the mean of encode(), with the row's own conditions.
   * @param table N rows.
   * @throws as {@link AnyVAE.encode}
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
    const { calls, trained } = this.#trained('reconstruct()');
    const made = calls.reconstructTable(this.#model, trained, table, options);
    return made as Promise<MadeIn<Form, Made>>;
  }

  /**
   * The part of each column in a row's anomaly score: one value per row, in nats, for each modelled
   * and each constant column. The parts of a row add up to its score by the method `'reconstruction'`.
   * @param table N rows.
   * @returns N values for each column, by its name.
   * @throws as {@link AnyVAE.encode}
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
    const { calls, trained } = this.#trained('scoreFeatures()');
    return calls.scoreColumns(this.#model, trained, table, options);
  }

  /**
   * Saves the whole model with its schema: all categories, and the combinations of values in condition
   * columns. Equal runs give equal bytes.
   * @throws as {@link VAE.save}
   * @example
   * ```js
   * const file = await model.save(); // for a file, IndexedDB, a download
   * const copy = await TableVAE.load(file);
   * console.log(copy.seed === model.seed); // true
   * ```
   */
  async save(): Promise<Uint8Array<ArrayBuffer>> {
    const { calls, trained } = this.#trained('save()');
    return this.#model.save(() => calls.writeAttachment(trained));
  }

  /** A training that ended before its first batch leaves no trained table. */
  get #known(): TableKnowledge | undefined {
    return this.#model.features > 0 ? this.#table.trained : undefined;
  }

  #trained(call: string): { calls: Calls; trained: TableKnowledge } {
    this.#model.trained(call);
    return this.#table as { calls: Calls; trained: TableKnowledge };
  }
}
