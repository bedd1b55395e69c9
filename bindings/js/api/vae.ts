import { type Data, dataSource, type Row } from '../data/data-source.js';
import { type DataStream, epochsOf, isDataStream, numberStream } from '../data/row-stream.js';
import type { EpochRecord } from '../engine/history.js';
import { VAEError } from '../errors/errors.js';
import { exchange } from '../model/exchange.js';
import { heldOut } from '../model/held-out.js';
import { decode, generate, reconstruct } from '../model/inference.js';
import { interpolate, traverse } from '../model/latent-paths.js';
import { Model } from '../model/model.js';
import type { TakeRows } from '../model/reader.js';
import { scoreFeatures } from '../model/scores.js';
import { readOptions } from '../options/options.js';
import type { CompleteImageShape } from '../options/image-options.js';
import type { StateDictDescription } from '../options/state-dict-description.js';
import type {
  GenerateOptions,
  InterpolateOptions,
  LoadOptions,
  RowsOptions,
  ScoreFeaturesOptions,
  SignalOption,
  TrainOptions,
  VAEOptions,
} from '../options/vae-options.js';
import { networkOf } from '../options/images/network-of.js';
import { AnyVAE } from './any-vae.js';

const takeNumbers: TakeRows<Data> = (data, facts, { features }) =>
  dataSource(data, {
    name: 'data',
    features,
    model: facts.features,
    missing: facts.options.missing,
  });

/**
 * A variational autoencoder (Kingma and Welling 2014, https://arxiv.org/abs/1312.6114) for rows of
 * numbers. It trains on N rows of D features in any units, generates rows and scores them. It has L
 * latent dimensions. Losses and scores are in nats.
 *
 * Long-running work runs in a worker, which the first such call starts. A call that fails rejects
 * with a {@link VAEError} and leaves the model unchanged; {@link VAEErrorCode} lists the codes.
 * During training, every other call is answered from one consistent state between two batches.
 * Calls that TableVAE has too are those of {@link AnyVAE}.
 *
 * @example The examples of the methods continue from this one
 * ```js
 * import { VAE } from 'vae1';
 *
 * // 200 people: a height in cm, and a weight in kg that depends on it.
 * const people = Array.from({ length: 200 }, (_, i) => [150 + i / 5, 55 + i / 5 + (i % 7)]);
 * const model = new VAE({ latentDim: 2, hiddenDims: [16], learningRate: 0.01, seed: 1 });
 * await model.train(people, { epochs: 40 });
 * console.log(await model.generate(2)); // Float32Array(4) [ ... ]
 * ```
 */
export class VAE extends AnyVAE<Data, number, never> {
  readonly #model: Model;

  /**
   * Checks the options and picks the build. It does not start or load anything yet.
   * @throws ERR_OPTION for an unknown option or an invalid value
   * @example
   * ```js
   * const digits = new VAE({ beta: { schedule: 'linear', epochs: 20 }, seed: 1 });
   * console.log(digits.backend); // { build: '...', threads: ..., worker: true }
   * ```
   */
  constructor(options?: VAEOptions);
  /** @internal */
  constructor(options: undefined, loaded: Model);
  constructor(options: VAEOptions = {}, loaded?: Model) {
    const call = 'new VAE()';
    const { image, layers, ...given } = readOptions(call, options);
    const network = networkOf(call, { image, layers, ...given }, options ?? {});
    const checked = { ...given, network, decoder: 'independent' as const };
    const model = loaded ?? new Model(call, checked);
    super(model, { take: takeNumbers, columnOf: Number });
    this.#model = model;
  }

  /**
   * Loads a model saved by save(). It generates the same rows, and continues training as if it had
   * never stopped. It also takes a safetensors file of export().
   * @param bytes The file, which is copied.
   * @throws ERR_MODEL_FILE for a file that is not a model file, is damaged, has a later version, or
   *   is from TableVAE; ERR_OPTION, ERR_MEMORY
   * @example
   * ```js
   * const copy = await VAE.load(await model.save());
   * await copy.train(people, { epochs: 5 });
   * console.log(model.history.length, copy.history.length); // 40 45
   * ```
   */
  static async load(bytes: Uint8Array | ArrayBuffer, options: LoadOptions = {}): Promise<VAE> {
    const model = await Model.load('VAE.load()', bytes, options);
    if (model.facts!.attachment) {
      model.dispose();
      throw new VAEError(
        'ERR_MODEL_FILE',
        'VAE.load() must load a file of VAE, not one of TableVAE: use TableVAE.load().',
      );
    }
    return new VAE(undefined, model);
  }

  /**
   * Makes a model of a VAE of linear layers that PyTorch trained, from the safetensors file of its
   * `state_dict()`. docs/guide/exporting.md shows how. The model generates, encodes and scores as it did
   * there. A further training starts with a new optimiser.
   * @param stateDict The file, of 32-bit floats; it is copied.
   * @param description What the file does not tell.
   * @throws ERR_MODEL_FILE for a file that is no safetensors file, that lacks a tensor, or has one of
   *   another shape, twice, or that the description does not name; ERR_OPTION for a description that fits no
   *   model; ERR_MEMORY
   * @example
   * ```js
   * // What save_file() of Python's safetensors writes of torch.nn.Linear(1, 2), a decoder.
   * const header = JSON.stringify({
   *   'fc.weight': { dtype: 'F32', shape: [2, 1], data_offsets: [0, 8] },
   *   'fc.bias': { dtype: 'F32', shape: [2], data_offsets: [8, 16] },
   * });
   * const parts = [BigUint64Array.of(BigInt(header.length)), header, Float32Array.of(1, 2, 170, 70)];
   * const file = await new Blob(parts).arrayBuffer();
   * const layers = { decoder: ['fc'] };
   * const line = await VAE.import(file, { architecture: layers, likelihood: 'gaussian' });
   * console.log(await line.decode([[1]])); // Float32Array(2) [ 171, 72 ]
   * ```
   */
  static async import(
    stateDict: Uint8Array | ArrayBuffer,
    description: StateDictDescription,
    options: LoadOptions = {},
  ): Promise<VAE> {
    const model = await Model.load('VAE.import()', stateDict, options, false, async (file) =>
      (await exchange()).modelFileOfStateDict(file, description),
    );
    return new VAE(undefined, model);
  }

  /** D, the number of values per row; undefined before training, unless rows are images. */
  get features(): number | undefined {
    const { features, image } = this.#model;
    return features || (image && image.width * image.height * image.channels);
  }

  /** What a row is, if it is an image. */
  get image(): CompleteImageShape | undefined {
    const { image } = this.#model;
    return image && { ...image };
  }

  /**
   * Trains, or continues training, for `epochs` more epochs, by Adam (Kingma and Ba 2015,
   * https://arxiv.org/abs/1412.6980) on the ELBO or the bound that `objective` names.
   *
   * The first training determines the scaling of the features, and the likelihood if that is
   * `'auto'`. Later trainings keep them.
   * @param data N x D, in any units: an array, or a stream of chunks. A stream is read during
   *   training, in one pass per epoch. So an iterable trains for one epoch, and a function that
   *   returns a fresh iterable trains for any number. The scaling of an untrained model comes from
   *   an extra first pass, or for an iterable from the first `shuffleRows` rows. An error that a
   *   stream throws, or a fault in its data found during training, ends the training like an abort.
   * @returns The history: one record per epoch since the model was made.
   * @throws ERR_DATA_SHAPE for data that are empty, ragged, or not D wide; ERR_DATA_VALUE for a
   *   value that the likelihood cannot take; ERR_OPTION, ERR_MEMORY, ERR_DISPOSED; ERR_BUSY while
   *   another training is in progress; ERR_DIVERGED, which returns the model to its last finite
   *   epoch; the signal's `reason`, or what onEpoch or onBatch throws, in which case the finished
   *   batches are kept. The promise settles only after calls in progress have finished, because
   *   each of them uses one state of the model.
   * @example
   * ```js
   * const history = await model.train(people, { epochs: 10, validation: 0.1 });
   * console.log(history.at(-1).validation); // { loss: ..., reconstruction: ..., kl: ... }
   * console.log(`the best weights are from epoch ${model.bestEpoch}`); // the best weights are ...
   * ```
   */
  async train(data: Data | DataStream, options: TrainOptions = {}): Promise<EpochRecord[]> {
    return this.#model.train(options, ({ features, validation, earlyStopping }) => {
      const { missing } = this.#model;
      const expected = { features, model: this.features, missing };
      const isStream = isDataStream<Data>(data);
      return {
        heldOut: heldOut(validation, isStream, missing),
        earlyStopping,
        ...(isStream
          ? { data: numberStream(data, expected), epochs: epochsOf(data, options.epochs) }
          : { data: dataSource(data, { name: 'data', ...expected }) }),
      };
    });
  }

  /**
   * Generates new rows, in the units of the training data, as 32-bit floats whatever their kind was.
   *
   * A Gaussian row is drawn from the likelihood at z from the prior, or from what `sampling` names. A
   * Bernoulli row holds the probabilities.
   * @param count Number of rows. Default: the number of training rows.
   * @returns `count` x D, row by row.
   * @throws ERR_NOT_TRAINED before train(), and with `sampling: 'mixture'` if it has no mixture;
   *   ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const rows = await model.generate(3, { seed: 1 }); // 3 x 2
   * console.log(`the first is ${rows[0]} cm tall`); // the first is ... cm tall
   * ```
   */
  async generate(
    count?: number,
    options: GenerateOptions = {},
  ): Promise<Float32Array<ArrayBuffer>> {
    return generate(this.#model, count, options);
  }

  /**
   * Decodes latent vectors: the likelihood's mean E[x|z], in the units of the training data.
   * @param latents N x L, finite.
   * @returns N x D.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for vectors that are not L wide,
   *   ERR_DATA_VALUE for a value that is not finite; ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const rows = await model.decode([[0, 0], [1, 0]]); // 2 x 2
   * console.log(rows); // Float32Array(4) [ ... ]
   * ```
   */
  async decode(latents: Data, options: SignalOption = {}): Promise<Float32Array<ArrayBuffer>> {
    return decode(this.#model, latents, options);
  }

  /**
   * Reconstructs each row: decode() of encode()'s mean.
   * @param data N x D, in the units of the training data.
   * @returns N x D.
   * @throws as {@link AnyVAE.encode}
   * @example
   * ```js
   * const rows = await model.reconstruct(people); // 200 x 2
   * console.log(`${people[0]} became ${rows.subarray(0, 2)}`); // 150,55 became ...
   * ```
   */
  async reconstruct(data: Data, options: RowsOptions = {}): Promise<Float32Array<ArrayBuffer>> {
    return reconstruct(await this.#model.rows('reconstruct()', takeNumbers, data, options));
  }

  /**
   * Attributes a row's oddness to its features: -log p(x_j|z) of each feature, averaged over the
   * draws of score(), in nats, in the units of the data. A row's features add up to its score by
   * the method `'reconstruction'`.
   * @param data N x D, in the units of the training data.
   * @returns N x D.
   * @throws as {@link AnyVAE.encode}
   * @example
   * ```js
   * const [height, weight] = await model.scoreFeatures([[170, 120]]); // 1 x 2
   * const [score] = await model.score([[170, 120]], { method: 'reconstruction' });
   * console.log(Math.abs(height + weight - score) < 1e-6 * score); // true
   * ```
   */
  async scoreFeatures(
    data: Data,
    options: ScoreFeaturesOptions = {},
  ): Promise<Float64Array<ArrayBuffer>> {
    return scoreFeatures(await this.#model.rows('scoreFeatures()', takeNumbers, data, options));
  }

  /**
   * Decodes rows on the path from one row to another: from the posterior mean of `a` to that of
   * `b`, both included, in even steps through the latent space.
   * @param a The start: D values, in the units of the training data.
   * @param b The end, in the same form.
   * @param steps Number of rows, at least 2. Default 10.
   * @returns `steps` x D, the likelihood's mean at each step.
   * @throws as {@link AnyVAE.encode}
   * @example
   * ```js
   * const way = await model.interpolate(people[0], people[199], 5); // 5 x 2
   * console.log(way.length); // 10
   * ```
   */
  async interpolate(
    a: Row,
    b: Row,
    steps?: number,
    options: InterpolateOptions = {},
  ): Promise<Float32Array<ArrayBuffer>> {
    return interpolate(this.#model, a, b, steps, options);
  }

  /**
   * Shows the effect of one latent dimension: decodes the row's posterior mean with that dimension
   * set to each of the values.
   * @param row D values, in the units of the training data.
   * @param dimension From 0 to L - 1.
   * @param values Finite numbers; the prior has mean 0 and standard deviation 1.
   * @returns values.length x D, the likelihood's mean at each value.
   * @throws as {@link AnyVAE.encode}; ERR_OPTION also for a dimension out of range
   * @example
   * ```js
   * const rows = await model.traverse(people[0], 1, [-2, -1, 0, 1, 2]); // 5 x 2
   * console.log(rows.length); // 10
   * ```
   */
  async traverse(
    row: Row,
    dimension: number,
    values: readonly number[] | Float32Array | Float64Array,
    options: SignalOption = {},
  ): Promise<Float32Array<ArrayBuffer>> {
    return traverse(this.#model, row, dimension, values, options);
  }

  /**
   * Saves the whole model: weights, optimiser, random state, scaling, options, history, threshold
   * and mixture. Equal runs give equal bytes. docs/model-file.md describes the format.
   * @throws ERR_NOT_TRAINED before train(), ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const file = await model.save(); // for a file, IndexedDB or a download
   * const copy = await VAE.load(file);
   * console.log(copy.seed === model.seed); // true
   * ```
   */
  async save(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#model.save();
  }
}
