/// <reference lib="esnext.disposable" preserve="true" />
import type { EpochRecord, Losses } from '../engine/history.js';
import type { TableCells } from '../exchange/table-cells.js';
import { anomalyProbability, fitThreshold, isAnomaly } from '../model/anomalies.js';
import { code, type CodedRows } from '../model/coded-rows.js';
import { diagnose, type Diagnosis } from '../model/diagnosis.js';
import { exchange } from '../model/exchange.js';
import { encode, evaluate, type Posterior } from '../model/inference.js';
import { fitMixture, type MixtureFit } from '../model/mixture.js';
import type { Model } from '../model/model.js';
import type { Backend } from '../model/runtime.js';
import type { RowsCall, TakeRows } from '../model/reader.js';
import { logLikelihood, score } from '../model/scores.js';
import type { Prior } from '../options/choices.js';
import { exportOptions } from '../options/export-options.js';
import type { CallName } from '../options/options.js';
import type {
  EvaluateOptions,
  ExportOptions,
  FitMixtureOptions,
  FitThresholdOptions,
  LogLikelihoodOptions,
  RowsOptions,
  ScoreOptions,
} from '../options/vae-options.js';

/**
 * What the class of a model knows of its rows.
 * @internal
 */
export interface KindOfRows<Rows, Column> {
  readonly take: TakeRows<Rows>;
  /** The user's name for a column of the model. */
  readonly columnOf: (column: number) => Column;
  /** Of a table: how its cells follow from those of the core. */
  readonly cells?: () => TableCells;
}

/**
 * What {@link VAE} and {@link TableVAE} share: a model's properties and its life, and the calls that
 * take rows and return something other than rows.
 *
 * These take N `rows` of the model's kind. VAE: N x D, in the units of the training data. TableVAE: a
 * table in any form, whose columns that the training table did not have are ignored; a gap has no
 * part in the result. L is the number of latent dimensions.
 *
 * @example The examples of the methods continue from this one
 * ```js
 * import { TableVAE, VAE } from 'vae1';
 *
 * // 200 people: a height in cm, and a weight in kg that depends on it; and 200 of a staff.
 * const people = Array.from({ length: 200 }, (_, i) => [150 + i / 5, 55 + i / 5 + (i % 7)]);
 * const model = new VAE({ latentDim: 2, hiddenDims: [16], learningRate: 0.01, seed: 1 });
 * await model.train(people, { epochs: 40 });
 *
 * const staff = Array.from({ length: 200 }, (_, i) => ({
 *   job: i % 2 ? 'cook' : 'clerk',
 *   age: 20 + (i % 40),
 *   pay: i % 9 ? 2000 + 30 * (i % 40) : null,
 * }));
 * const ofStaff = new TableVAE({ conditions: ['job'], latentDim: 2, hiddenDims: [16], seed: 1 });
 * await ofStaff.train(staff, { epochs: 20 });
 * ```
 */
export abstract class AnyVAE<
  Rows,
  Column extends number | string,
  Without extends string,
> implements Disposable {
  readonly #model: Model;
  readonly #rows: KindOfRows<Rows, Column>;

  /** @internal */
  constructor(model: Model, rows: KindOfRows<Rows, Column>) {
    this.#model = model;
    this.#rows = rows;
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

  /** The number of trained weights, biases and variances; undefined before training. */
  get parameters(): number | undefined {
    return this.#model.parameters || undefined;
  }

  /**
   * p(z) as the model has it now: `'standard'`, N(0, I), or `'mixture'`, a mixture of Gaussians; see
   * {@link VAEOptions.prior}. It is N(0, I) before and during training.
   */
  get prior(): Exclude<Prior, 'auto'> {
    return this.#model.prior;
  }

  /**
   * The epoch whose weights all calls use except train(): the one with the lowest held-out loss,
   * when no training is in progress. Epochs within a schedule of beta do not count. Undefined if the
   * last training held out no rows or ended within that schedule, and during the first training.
   */
  get bestEpoch(): number | undefined {
    return this.#model.bestEpoch;
  }

  /**
   * Epochs that the model has begun: those of `history`, those that were interrupted, and the one in
   * progress. If it is more than the length of `history`, no training without an interruption gives
   * the same model.
   */
  get epochsBegun(): number {
    return this.#model.epochsBegun;
  }

  /** One frozen record per trained epoch; loaded records have no `seconds`. */
  get history(): EpochRecord[] {
    return this.#model.history;
  }

  /**
   * The posterior q(z|x) of each row; of a table, given its observed cells.
   * @param rows N rows.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for rows that are not D wide, for what is
   *   no table, and for one that lacks a column that had no gaps; ERR_DATA_VALUE for a value that the
   *   likelihood or a column cannot take; ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const { mean } = await model.encode(people); // 200 x 2
   * console.log(mean.subarray(2 * 7, 2 * 8)); // Float32Array(2) [ ... ]
   * console.log((await ofStaff.encode(staff)).mean.length); // 400
   * ```
   */
  async encode(rows: Rows, options?: Omit<RowsOptions, Without>): Promise<Posterior> {
    return encode(await this.#call('encode()', rows, options));
  }

  /**
   * How well the model explains the rows: means per row, in nats, in the units of the data. Numbers
   * of a table count as densities in their own units, dates in milliseconds.
   *
   * `loss` is reconstruction + beta * kl, with the final beta of a schedule and without free bits.
   * That also holds for the objective `'iwae'`, whose bound at beta 1 is the mean of
   * -logLikelihood().
   *
   * A row's noise depends only on its number, counted from `firstRow`, and on the seed.
   * @param rows N rows.
   * @throws as {@link AnyVAE.encode}
   * @example
   * ```js
   * const { loss, reconstruction, kl } = await model.evaluate(people);
   * console.log(Math.abs(loss - (reconstruction + kl)) < 1e-6); // true
   * console.log(`${(await ofStaff.evaluate(staff)).loss} nats per row`); // ... nats per row
   * ```
   */
  async evaluate(rows: Rows, options?: Omit<EvaluateOptions, Without>): Promise<Losses> {
    return evaluate(await this.#call('evaluate()', rows, options));
  }

  /**
   * log p(x) of each row, in nats, in the units of the data: the importance-weighted estimate log
   * 1/K sum p(x, z_k) / q(z_k|x) at K draws of the row's posterior (Burda et al. 2016,
   * https://arxiv.org/abs/1509.00519, equation 8). On average over the draws it lies between the
   * ELBO and log p(x), and approaches the latter as K, the `samples`, grows. Of a table's row it is
   * that of the observed cells, given its conditions.
   *
   * A row's noise depends only on its number, counted from `firstRow`, and on the seed.
   * @param rows N rows.
   * @returns N values.
   * @throws as {@link AnyVAE.encode}
   * @example
   * ```js
   * const values = await model.logLikelihood(people, { samples: 20 });
   * console.log(`log p of the first row: ${values[0]} nats`); // log p of the first row: -... nats
   * const [first] = await ofStaff.logLikelihood(staff, { samples: 20 });
   * console.log(`and of the first of the staff: ${first}`); // and of the first of the staff: ...
   * ```
   */
  async logLikelihood(
    rows: Rows,
    options?: Omit<LogLikelihoodOptions, Without>,
  ): Promise<Float64Array<ArrayBuffer>> {
    return logLikelihood(await this.#call('logLikelihood()', rows, options));
  }

  /**
   * How odd each row is, in nats, in the units of the data: the higher, the odder. By default an
   * estimate of -log p(x). If a table's column was constant in all M training rows, a cell that
   * differs from it adds log(M + 2).
   *
   * The draws are the same for every row, so a score depends only on the row's values, the seed and
   * `samples`.
   * @param rows N rows.
   * @returns N values.
   * @throws as {@link AnyVAE.encode}
   * @example
   * ```js
   * const [usual, odd] = await model.score([[170, 78], [170, 120]]);
   * console.log(odd > usual); // true
   * const [known, overpaid] = await ofStaff.score([staff[1], { ...staff[1], pay: 9000 }]);
   * console.log(overpaid > known); // true
   * ```
   */
  async score(
    rows: Rows,
    options?: Omit<ScoreOptions, Without>,
  ): Promise<Float64Array<ArrayBuffer>> {
    return score(await this.#call('score()', rows, options));
  }

  /**
   * Fits the threshold for isAnomaly() and anomalyProbability() to the scores of normal rows. It is
   * saved with the model. Training discards it, since it changes the scores.
   *
   * Training rows score lower than new ones, so use rows that were not trained on.
   * @param rows N rows.
   * @returns The threshold in nats: the ceil((N + 1) quantile)-th smallest score, or the largest
   *   one. A new row from the same distribution scores above it with a probability of at most 1 -
   *   quantile, by split conformal prediction (Bates et al. 2023, https://arxiv.org/abs/2104.08279,
   *   section 2).
   * @throws as {@link AnyVAE.encode}
   * @example
   * ```js
   * const fresh = people.map(([cm, kg]) => [cm + 0.1, kg]);
   * const threshold = await model.fitThreshold(fresh, { quantile: 0.99 });
   * console.log(`odder than ${threshold} nats is an anomaly`); // odder than ... nats is an anomaly
   * ```
   */
  async fitThreshold(rows: Rows, options?: Omit<FitThresholdOptions, Without>): Promise<number> {
    return fitThreshold(await this.#call('fitThreshold()', rows, options));
  }

  /**
   * Whether each row scores above the threshold of fitThreshold(), with the same scoring.
   * @param rows N rows.
   * @returns N bytes: 1 for an anomaly, otherwise 0.
   * @throws as {@link AnyVAE.encode}; ERR_NOT_TRAINED also without a threshold
   * @example
   * ```js
   * await model.fitThreshold(people);
   * console.log(await model.isAnomaly([[170, 78], [170, 120]])); // Uint8Array(2) [ 0, 1 ]
   * await ofStaff.fitThreshold(staff, { quantile: 0.99 });
   * console.log(await ofStaff.isAnomaly([{ ...staff[1], pay: 9000 }])); // Uint8Array(1) [ 1 ]
   * ```
   */
  async isAnomaly(
    rows: Rows,
    options?: Omit<RowsOptions, Without>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return isAnomaly(await this.#call('isAnomaly()', rows, options));
  }

  /**
   * How certainly each row is an anomaly, from 0 to below 1: the number of rows of fitThreshold()
   * that score lower, divided by one more than their total. A new row from the same distribution
   * gets 1 - a or more with a probability of at most a, whatever the model. It is one minus the
   * conformal p-value (Bates et al. 2023, https://arxiv.org/abs/2104.08279).
   * @param rows N rows.
   * @returns N values.
   * @throws as {@link AnyVAE.encode}; ERR_NOT_TRAINED also without a threshold
   * @example
   * ```js
   * await model.fitThreshold(people);
   * const [, odd] = await model.anomalyProbability([[170, 78], [170, 120]]);
   * console.log(odd > 0.95); // true
   * ```
   */
  async anomalyProbability(
    rows: Rows,
    options?: Omit<RowsOptions, Without>,
  ): Promise<Float64Array<ArrayBuffer>> {
    return anomalyProbability(await this.#call('anomalyProbability()', rows, options));
  }

  /**
   * Reports how the model uses its latent space on the rows, and what is wrong with the model.
   * @param rows N rows.
   * @throws as {@link AnyVAE.encode}
   * @example
   * ```js
   * const { activeUnits, findings } = await model.diagnose(people);
   * console.log(`${activeUnits} latent dimensions are used`); // ... latent dimensions are used
   * for (const { code, message } of findings) console.log(code, message);
   * ```
   */
  async diagnose(rows: Rows, options?: Omit<RowsOptions, Without>): Promise<Diagnosis<Column>> {
    const call = await this.#call('diagnose()', rows, options);
    return diagnose(call, () => this.#model.history, this.#rows.columnOf);
  }

  /**
   * Fits a mixture of Gaussians with full covariances to the rows' latents, by EM (Bishop 2006,
   * section 9.2.2) on one draw from each row's posterior. It becomes the model's mixture: `generate({
   * sampling: 'mixture' })` draws from it. If the prior of the model is a mixture, or with the option
   * `prior: 'mixture'`, it becomes the prior, and a threshold is discarded. It is saved with the
   * model. Training discards it, since it changes the latents. EM ends when a round gains less than
   * 1e-5 nats per row, at the latest after 500 rounds, or after as many as take 5e9 multiply-adds,
   * at least 20.
   * @param rows N rows.
   * @throws as {@link AnyVAE.encode}; ERR_OPTION also for more components than rows
   * @example
   * ```js
   * await model.fitMixture(people, { components: 3 });
   * const rows = await model.generate(100, { sampling: 'mixture' }); // 100 x 2
   * console.log(rows.length); // 200
   * ```
   */
  async fitMixture(rows: Rows, options?: Omit<FitMixtureOptions, Without>): Promise<MixtureFit> {
    return fitMixture(await this.#call('fitMixture()', rows, options));
  }

  /**
   * Rows as the network sees them in training, for programs that train it elsewhere: `vae1 code` writes them
   * for PyTorch. The coding of a table's columns is this library's alone.
   * @param rows N rows.
   * @throws as {@link AnyVAE.encode}
   * @example
   * ```js
   * const { rows } = await model.code(people); // 200 x 2, standardised
   * console.log(rows.length); // 400
   * ```
   */
  async code(rows: Rows, options?: Omit<RowsOptions, Without>): Promise<CodedRows> {
    return code(await this.#call('code()', rows, options), () => this.save());
  }

  /** Saves the whole model, for load(). */
  abstract save(): Promise<Uint8Array<ArrayBuffer>>;

  /**
   * Writes the model for other programs; docs/guide/exporting.md lists what is in the files.
   *
   * The format `'safetensors'` has the weights that all calls use except train(), and all that describes
   * the model. load() makes a model of it that encodes, scores and generates the same to the last bit,
   * and whose training starts with a new optimiser.
   *
   * The format `'onnx'` has what encode(), decode(), score() or impute() computes, for ONNX runtimes. N is
   * the number of rows. A graph computes with 32-bit floats and agrees with the call to a relative 1e-5.
   * The graphs of a TableVAE take and give its cells, one input or output for each column. With rules
   * other than dependencies there are `'encoder'` and `'score'`. Of a VAE, `'impute'` needs `missing: true`.
   * @returns The bytes of the file.
   * @throws ERR_NOT_TRAINED before train(); ERR_OPTION, also for a graph that the model has not, and for a
   *   model of images; ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const file = await model.export({ format: 'safetensors' }); // for safetensors.torch.load_file()
   * const copy = await VAE.load(file);
   * console.log((await copy.generate(1, { seed: 5 })).length); // 2
   * const graph = await model.export({ format: 'onnx', graph: 'score' }); // for onnxruntime
   * console.log(`${graph.length} bytes`); // ... bytes
   * ```
   */
  async export(options: ExportOptions): Promise<Uint8Array<ArrayBuffer>> {
    this.#model.trained('export()');
    const checked = exportOptions(options, this.#rows.cells !== undefined);
    const { signal } = checked;
    signal?.throwIfAborted();
    const { exported } = await exchange();
    const file = await this.save();
    signal?.throwIfAborted();
    return exported(file, checked, this.#rows.cells?.());
  }

  /**
   * Frees the memory and ends the worker. Calls in progress reject with ERR_DISPOSED. A model
   * without references is freed too, in time.
   * @example
   * ```js
   * model.dispose();
   * await model.generate(1).catch(({ code }) => console.log(code)); // ERR_DISPOSED
   * ```
   */
  dispose(): void {
    this.#model.dispose();
  }

  /** dispose(), for `using model = new VAE()`. */
  declare [Symbol.dispose]: () => void;

  #call<Call extends CallName>(call: Call, rows: Rows, given: unknown): Promise<RowsCall<Call>> {
    return this.#model.rows(call, this.#rows.take, rows, given);
  }
}

// Engines without explicit resource management have no Symbol.dispose yet.
if (Symbol.dispose)
  Object.defineProperty(AnyVAE.prototype, Symbol.dispose, {
    value: AnyVAE.prototype.dispose,
    configurable: true,
    writable: true,
  });
