// A program that uses the package's whole interface: its calls, their options and results, and its
// types by name. It is compiled, not run.
import {
  type Acceptance,
  type Activation,
  type Associations,
  type Backend,
  type Balance,
  type BatchProgress,
  type BetaSchedule,
  type Build,
  type Cell,
  type Chunks,
  type ColumnOverrides,
  type ColumnSchema,
  type ColumnType,
  type CompleteImageShape,
  type Data,
  type DataStream,
  type Decoder,
  type DecoderLayer,
  type Diagnosis,
  type EncoderLayer,
  type EpochRecord,
  type Finding,
  type FindingCode,
  type GenerateOptions,
  type ImageLayers,
  type ImageShape,
  type ImputeOptions,
  type LearningRateSchedule,
  type Likelihood,
  type LoadOptions,
  type Losses,
  type MixtureFit,
  type Posterior,
  type Prior,
  type Row,
  type RunOptions,
  type ScoreMethod,
  type Table,
  type TableColumns,
  type TableForm,
  type TableReport,
  type TableRow,
  type TableSchema,
  type TableVAEOptions,
  type TrainOptions,
  type VAEErrorCode,
  type VAEOptions,
  type Where,
  associations,
  compareTables,
  inferSchema,
  TableVAE,
  VAE,
  VAEError,
} from 'vae1';

const beta: BetaSchedule = { schedule: 'cyclic', epochs: 20, cycles: 2, ratio: 0.5, to: 0.8 };
const learningRate: LearningRateSchedule = { schedule: 'cosine', epochs: 20, warmup: 2 };
const activation: Activation = 'gelu';
const likelihood: Likelihood = 'gaussian';
const decoder: Decoder = 'autoregressive';
const prior: Prior = 'mixture';
const build: Build = 'simd';
const run: RunOptions = { threads: 2, deterministic: true, build, worker: true };
const options: VAEOptions = {
  ...run,
  ...{ latentDim: 2, hiddenDims: [32, 16], activation, likelihood, prior, beta, learningRate },
  ...{ objective: 'elbo', freeBits: 0.1, weightDecay: 0.01, maxGradientNorm: 1, missing: false },
  ...{ batchSize: 32, epochs: 10, seed: 1, referenceRows: 100 },
};

export async function images(): Promise<CompleteImageShape> {
  const image: ImageShape = { width: 8, height: 6, channels: 3, channelOrder: 'first' };
  const encoder: EncoderLayer[] = [
    { type: 'convolution', channels: 8, kernelSize: [3, 5], stride: 2, padding: 'same', groups: 2 },
    { type: 'residual', groups: 4 },
    { type: 'dense', units: 16 },
  ];
  const decoder: DecoderLayer[] = [
    { type: 'dense', width: 4, height: 3, channels: 8 },
    { type: 'transposedConvolution', channels: 8, stride: 2 },
  ];
  const layers: ImageLayers = { encoder, decoder };
  using model = new VAE({ image, layers, likelihood: 'discretizedLogistic' });
  using mirrored = new VAE({ image, layers: encoder });
  await mirrored.train(new Uint8Array(288));
  return model.image!;
}

export async function rowsOfNumbers(): Promise<Float32Array<ArrayBuffer>> {
  using model = new VAE(options);
  const { build: built, threads, worker }: Backend = model.backend;
  const training: TrainOptions = {
    features: 2,
    validation: 0.1,
    earlyStopping: { patience: 5, minDelta: 0.01 },
    onEpoch: async ({ epoch, loss, seconds }: EpochRecord) => epoch + loss + (seconds ?? 0),
    onBatch: ({ batch, batches, batchLoss }: BatchProgress) => batchLoss * (batch / batches),
  };
  const data: Data = { data: new Float64Array(200), shape: [100, 2] };
  const history: EpochRecord[] = await model.train(data, training);
  const { klPerDimension, validation } = history.at(-1)!;
  const kl: readonly number[] = klPerDimension;
  const held: Losses | undefined = validation;

  const chunks: Chunks = [new Uint8Array(4)];
  const stream: DataStream = () => chunks;
  await model.train(stream, { epochs: 2, shuffleRows: 100 });

  const generating: GenerateOptions = { seed: 1, mean: true, sampling: 'mixture' };
  const { iterations, logLikelihood }: MixtureFit = await model.fitMixture(data, { components: 2 });
  const made = await model.generate(3, generating);
  const { mean, logVariance }: Posterior = await model.encode([[1, 2]]);
  const decoded = await model.decode(mean);
  const row: Row = [1, 2];
  const path = await model.interpolate(row, Float32Array.of(3, 4), 5, { method: 'spherical' });
  const method: ScoreMethod = 'elbo';
  const values: Float64Array<ArrayBuffer>[] = [
    await model.logLikelihood(data, { samples: 10 }),
    await model.score(data, { method, seed: 2 }),
    await model.scoreFeatures(data),
    await model.anomalyProbability(data),
  ];
  const threshold: number = await model.fitThreshold(data, { contamination: 0.05 });
  const flags: Uint8Array = await model.isAnomaly(data);
  const { activeUnits, findings }: Diagnosis = await model.diagnose(data);
  const codes: FindingCode[] = findings.map(({ code }: Finding) => code);
  const { loss }: Losses = await model.evaluate(data, { latent: 'mean' });
  const traversal = await model.traverse(row, 0, [-1, 0, 1]);
  const rebuilt = await model.reconstruct(data);

  const places: RunOptions = { workerUrl: '/vae1/worker.js', wasmUrl: { simd: '/vae1-simd.wasm' } };
  const bytes: RunOptions = { build: 'simd', wasmBinary: new Uint8Array() };
  const loading: LoadOptions = { threads: 'auto', ...(threshold > 1 ? places : bytes) };
  const copy: VAE = await VAE.load(await model.save(), loading);
  const plain: (number | undefined)[] = [copy.features, copy.parameters, copy.bestEpoch];
  copy.dispose();
  void [built, threads, worker, kl, held, iterations, logLikelihood, logVariance, threshold];
  void [values, flags, activeUnits, codes, loss, plain, made, decoded, path, traversal];
  return rebuilt;
}

interface Person {
  name: string;
  age: number | null;
  joined: Date;
}

export async function tables(people: Person[]): Promise<TableRow[]> {
  const columns: ColumnOverrides = { age: { type: 'integer', minimum: 0 }, name: 'identifier' };
  const tableOptions: TableVAEOptions = { columns, conditions: ['joined'], decoder, latentDim: 4 };
  const model = new TableVAE(tableOptions);
  await model.train(people, { validation: people, epochs: 3 });
  const schema: TableSchema | undefined = model.schema;
  const types: ColumnType[] | undefined = schema?.columns.map(({ type }: ColumnSchema) => type);
  const where: Where = { age: { min: 30, max: 39 }, name: { oneOf: ['Ada', null] } };
  const balance: Balance = { name: { Ada: 0.5 } };
  const onAcceptance = ({ draws, accepted, rate }: Acceptance) => [draws, accepted, rate];
  const rows = await model.generate(10, { where, balance, missing: 'fill', onAcceptance });
  const age: Cell = rows[0]?.age;

  const draws: ImputeOptions & { draws: number } = { draws: 5 };
  const completions: TableRow[][] = await model.impute(people, draws);
  const full: TableColumns = await model.impute({ age: [1, null], name: ['Ada', 'Bob'] });
  const byColumn: Record<string, Float64Array> = await model.scoreFeatures(people);
  const found: Diagnosis<string> = await model.diagnose(people);
  const names: string[] | undefined = found.findings[0]?.columns;
  const latents = [[0, 0, 0, 0]];
  const inColumns: TableColumns = await model.generate(2, { form: 'columns' });
  const decodedColumns: TableColumns = await model.decode(latents, { form: 'columns' });
  const rebuiltRows: TableRow[] = await model.reconstruct(people, { form: 'rows' });
  const filled: TableColumns[] = await model.impute(people, { ...draws, form: 'columns' });
  const asked: { form: TableForm } = { form: people.length > 9 ? 'columns' : 'rows' };
  const either: TableRow[] | TableColumns = await model.generate(2, asked);

  const other = await TableVAE.load<TableColumns>(await model.save());
  const cells: Cell[] | undefined = (await other.generate(2)).age;
  const cellRows: TableRow[] = await other.generate(2, { form: 'rows' });
  other.dispose();

  const table: Table = people;
  const inferred: TableSchema = await inferSchema(table, { columns });
  const report: TableReport = await compareTables(table, rows, { holdout: people, seed: 1 });
  const overall: number | null = report.overall;
  const { values: strengths }: Associations = await associations(table, {
    missingValues: ['n.d.'],
  });
  void [types, age, completions, full, byColumn, names, cells, inferred, overall];
  void [strengths, inColumns, decodedColumns, rebuiltRows, filled, either, cellRows];
  return rows;
}

export function codeOf(error: unknown): VAEErrorCode | undefined {
  return error instanceof VAEError ? error.code : undefined;
}
