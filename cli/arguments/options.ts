import type {
  Activation,
  Decoder,
  ExportFormat,
  LatentSource,
  Likelihood,
  Objective,
  CategoryForm,
  OnnxGraph,
  Prior,
  ScoreMethod,
} from 'vae1';
import { ENCODINGS } from '../../readers/reading-options.js';
import {
  BALANCE,
  choice,
  COLUMNS,
  DELIMITER,
  FILE,
  FLAG,
  type Kind,
  NAME,
  NUMBER,
  NUMBER_OR_JSON,
  NUMBERS,
  STOPPING,
  TEXTS,
  WHERE,
  words,
} from './kinds.js';

/** The forms of rows that are written. */
export const FORMATS = ['csv', 'tsv', 'json', 'jsonl', 'parquet', 'arrow', 'arrow-stream'] as const;
export type Format = (typeof FORMATS)[number];

interface Option<T> extends Kind<T> {
  /** What it does, for help. */
  readonly help: string;
}

function option<T>(kind: Kind<T>, help: string): Option<T> {
  return { ...kind, help };
}

/**
 * Every option, by its name in the API where the API has it; the flag is that name in kebab-case. What a
 * value may be, the API checks.
 */
export const OPTIONS = {
  // The model: new TableVAE() and new VAE().
  latentDim: option(NUMBER, 'dimensions of the latent space (10; arrays: 20)'),
  hiddenDims: option(NUMBERS, 'widths of the hidden layers (256,256; arrays: 400)'),
  activation: option(words<Activation>(), 'relu, tanh, sigmoid, softplus or gelu (relu)'),
  likelihood: option(words<Likelihood>(), 'arrays: auto, bernoulli or gaussian (auto)'),
  prior: option(words<Prior>(), 'standard, mixture or auto (auto)'),
  objective: option(words<Objective>(), 'elbo or iwae (elbo)'),
  importanceSamples: option(NUMBER, 'draws per row for iwae (5)'),
  decoder: option(words<Decoder>(), 'tables: autoregressive or independent (autoregressive)'),
  beta: option(NUMBER_OR_JSON, 'weight of the KL divergence, or a schedule (1)'),
  freeBits: option(NUMBER, 'nats that each dimension’s KL counts at least (0)'),
  learningRate: option(NUMBER_OR_JSON, 'Adam’s step size, or a schedule (0.001; tables: by rows)'),
  batchSize: option(NUMBER, 'rows of a mini-batch (32; tables: by rows)'),
  weightDecay: option(NUMBER, 'AdamW’s (0)'),
  maxGradientNorm: option(NUMBER, 'longer gradients are scaled down to it'),
  referenceRows: option(NUMBER, 'arrays: training rows kept in MODEL for score (10000)'),
  missing: option(FLAG, 'arrays: NaN is a gap'),
  columns: option(COLUMNS, 'tables: the type of a column, such as zip=categorical; repeatable'),
  conditions: option(TEXTS, 'tables: columns that rows can be generated for'),
  missingValues: option(TEXTS, 'tables: more values that stand for gaps, such as tbd,-999'),
  seed: option(NUMBER, 'makes the result repeatable'),
  deterministic: option(FLAG, 'the same bytes on every machine'),
  threads: option(NUMBER, 'threads to compute on (up to 4)'),
  // train()
  epochs: option(NUMBER, 'passes over the data (300 at most; arrays: 100)'),
  validation: option(NUMBER, 'share of the rows held out (0.1; arrays: none)'),
  earlyStopping: option(STOPPING, 'stop when held-out rows no longer improve'),
  shuffleRows: option(NUMBER, 'rows in memory that a stream is shuffled in (10000)'),
  // generate(), impute()
  firstRow: option(NUMBER, 'number of the first row: those before it are elsewhere (0)'),
  count: option(NUMBER, 'rows to make (as many as MODEL was trained on)'),
  where: option(
    WHERE,
    'rows with this value, a range such as age=30..49, or a gap (age=); repeatable',
  ),
  balance: option(BALANCE, 'equally many rows of each category of this column'),
  sampling: option(words<LatentSource>(), 'prior, mixture or standard (prior)'),
  mean: option(FLAG, 'arrays: the decoder’s means instead of draws'),
  maxDraws: option(NUMBER, 'rows drawn at most for --where and --balance'),
  // score(), impute(), compareTables()
  method: option(
    words<ScoreMethod>(),
    'elbo, likelihood, reconstruction or neighbours (arrays: neighbours; else likelihood)',
  ),
  samples: option(NUMBER, 'draws per row (100)'),
  draws: option(NUMBER, 'times that each row is completed with drawn values (once, with means)'),
  holdout: option(FILE, 'real rows that the model was not trained on'),
  // export()
  graph: option(words<OnnxGraph>(), 'onnx: encoder, decoder, score or impute'),
  categories: option(words<CategoryForm>(), 'onnx of a table: texts or codes (texts)'),
  // import
  description: option(FILE, 'JSON file that says what network the weights are of'),
  // Of the command line alone.
  workers: option(NUMBER, 'processes that share the work; the result is the same (1)'),
  logVariance: option(FLAG, 'also the logarithms of the variances'),
  model: option(FILE, 'the model whose coding it is'),
  continue: option(FILE, 'go on training this model instead of a new one'),
  kind: option(
    choice('table', 'numbers'),
    'what DATA is; numbers may exceed memory (by its format)',
  ),
  stream: option(
    FLAG,
    'numbers, or a table with --continue: read DATA anew for each epoch (if above 256 MB)',
  ),
  delimiter: option(DELIMITER, 'separator of CSV: a comma, ;, |, tab or space (guessed)'),
  encoding: option(choice(...ENCODINGS), 'encoding of CSV, such as windows-1252 (guessed)'),
  quote: option(choice('double', 'single', 'none'), 'what encloses cells of CSV (guessed)'),
  headerRows: option(choice('0', '1', '2'), 'lines of CSV that hold the column names (guessed)'),
  skipTop: option(NUMBER, 'lines of CSV above the column names (guessed)'),
  skipBottom: option(NUMBER, 'lines at the end of CSV, such as totals (guessed)'),
  ragged: option(choice('keep', 'drop', 'fail'), 'lines of CSV with too many or few cells (fail)'),
  member: option(NAME, 'the sheet of a workbook, or the table or array of a zip (guessed)'),
  output: option(FILE, 'file to write (of rows: standard output)'),
  format: option(words<Format | ExportFormat>(), 'form of the rows (by the name of FILE; csv)'),
  json: option(FLAG, 'progress, results and errors as JSON, for programs'),
  quiet: option(FLAG, 'errors alone, and how to go on after Ctrl-C'),
  help: option(FLAG, 'this text'),
};

export type OptionName = keyof typeof OPTIONS;
type ValueOf<O> = O extends Option<infer T> ? T : never;
/** The options of a command line. */
export type Options = { -readonly [Name in OptionName]?: ValueOf<(typeof OPTIONS)[Name]> };

export const SHORT: Readonly<Record<string, OptionName>> = {
  o: 'output',
  n: 'count',
  q: 'quiet',
  h: 'help',
};

/** Options that several commands share. */
export const MODEL = [
  ...(['latentDim', 'hiddenDims', 'activation', 'likelihood', 'prior', 'objective'] as const),
  ...(['importanceSamples', 'decoder', 'beta', 'freeBits', 'learningRate', 'batchSize'] as const),
  ...(['weightDecay', 'maxGradientNorm', 'referenceRows', 'missing', 'columns'] as const),
  ...(['conditions', 'missingValues', 'seed', 'deterministic'] as const),
] as const satisfies OptionName[];
export const TRAINING = [
  ...(['epochs', 'validation', 'earlyStopping', 'shuffleRows'] as const),
] as const satisfies OptionName[];
export const READING = [
  ...(['delimiter', 'encoding', 'quote', 'headerRows', 'skipTop', 'skipBottom', 'ragged'] as const),
  'member',
] as const satisfies OptionName[];
export const WRITING = ['output', 'format'] as const satisfies OptionName[];
export const GENERAL = ['threads', 'json', 'quiet', 'help'] as const satisfies OptionName[];

/** The options of these names that were given. */
export function given<Name extends OptionName>(
  options: Options,
  names: readonly Name[],
): Pick<Options, Name> {
  const entries = names.filter((name) => options[name] !== undefined);
  return Object.fromEntries(entries.map((name) => [name, options[name]])) as Pick<Options, Name>;
}
