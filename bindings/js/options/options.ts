import { BUILDS } from '../engine/builds.js';
import type { Data } from '../data/data-source.js';
import { VAEError } from '../errors/errors.js';
import type { BatchProgress, EpochRecord } from '../engine/history.js';
import {
  aboveZero,
  atLeastZero,
  boolean,
  callback,
  choice,
  copyOf,
  fraction,
  integer,
  isFiniteNumber,
  isInteger,
  isObject,
  MAX_HIDDEN_LAYERS,
  MAX_INT32,
  readAll,
  readPart,
  readValue,
  requiredChoice,
  rule,
  type Rule,
  type RuleValues,
} from './option-rules.js';
import {
  ACTIVATIONS,
  DECODERS,
  EXPORT_FORMATS,
  LATENT_CHOICES,
  LATENT_SOURCES,
  NAMED_LIKELIHOODS,
  MISSING_CHOICES,
  OBJECTIVES,
  CATEGORY_FORMS,
  ONNX_GRAPHS,
  PATH_METHODS,
  PRIORS,
  SCORE_METHODS,
  TABLE_FORMS,
} from './choices.js';
import { imageOptions } from './images/image-rules.js';
import { betaRule, learningRateRule } from './schedules.js';
import { readingOf } from '../errors/reading-of.js';
import { show } from '../errors/show.js';
import type { ColumnOverrides } from '../data/schema.js';
import type { Acceptance, Balance, Constraint, Where } from './table-options.js';
import type { Table } from '../data/table.js';
import { isTrustedUrl, isUrl, type ScriptUrl } from '../host/urls.js';
import { wasmBinaryRule, wasmUrlRule } from './wasm-place.js';

export const MAX_SEED = Number.MAX_SAFE_INTEGER;
/** Numbers of rows after it are exact, however many rows a call has. */
const MAX_FIRST_ROW = 2 ** 48;
const MAX_THREADS = 64;

const EARLY_STOPPING = {
  patience: integer(10, 1, MAX_INT32),
  minDelta: atLeastZero(0),
};
export type CheckedEarlyStopping = RuleValues<typeof EARLY_STOPPING>;

/** Every option of every call: its default, its valid values, and their description in errors. */
const OPTIONS = {
  latentDim: integer(20, 1, MAX_INT32),
  hiddenDims: rule<readonly number[]>(
    [400],
    `an array of at most ${MAX_HIDDEN_LAYERS} integers from 1 to ${MAX_INT32}`,
    (value) =>
      Array.isArray(value) &&
      value.length <= MAX_HIDDEN_LAYERS &&
      Array.from(value).every((width) => isInteger(width, 1, MAX_INT32)),
    copyOf,
  ),
  ...imageOptions,
  activation: choice('relu', ACTIVATIONS),
  likelihood: choice('auto', NAMED_LIKELIHOODS),
  prior: choice('auto', PRIORS),
  objective: choice('elbo', OBJECTIVES),
  decoder: choice('autoregressive', DECODERS),
  importanceSamples: integer(5, 1, MAX_INT32),
  beta: betaRule,
  freeBits: atLeastZero(0),
  learningRate: learningRateRule,
  weightDecay: atLeastZero(0),
  maxGradientNorm: aboveZero(undefined),
  batchSize: integer(32, 1, MAX_INT32),
  epochs: integer(100, 1, MAX_INT32),
  seed: integer(undefined, 0, MAX_SEED),
  firstRow: integer(0, 0, MAX_FIRST_ROW),
  threads: rule<number | 'auto'>(
    'auto',
    `'auto' or an integer from 1 to ${MAX_THREADS}`,
    (value) => value === 'auto' || isInteger(value, 1, MAX_THREADS),
  ),
  deterministic: boolean(false),
  missing: boolean(false),
  referenceRows: integer(10_000, 0, MAX_INT32),
  build: choice('auto', ['auto', ...BUILDS]),
  worker: boolean(true),
  workerUrl: rule<ScriptUrl | undefined>(
    undefined,
    'a string, a URL or a TrustedScriptURL',
    (value) => isUrl(value) || isTrustedUrl(value),
  ),
  wasmUrl: wasmUrlRule,
  wasmBinary: wasmBinaryRule,

  features: integer(undefined, 1, MAX_INT32),
  shuffleRows: integer(10_000, 1, MAX_INT32),
  // Checked in held-out.ts.
  validation: rule<number | Data | undefined>(undefined, 'a share, or data', () => true),
  earlyStopping: rule<CheckedEarlyStopping | undefined>(
    undefined,
    'true, false or an object with patience and minDelta',
    (value) => typeof value === 'boolean' || isObject(value),
    (place, value) =>
      value === false
        ? undefined
        : readPart(place, value === true ? {} : (value as object), EARLY_STOPPING),
  ),
  columns: rule<ColumnOverrides | undefined>(
    undefined,
    'an object of types by column name',
    isObject,
    copyOf,
  ),
  conditions: rule<readonly string[]>(
    [],
    'an array of column names',
    (value) => Array.isArray(value) && value.every((name) => typeof name === 'string'),
    copyOf,
  ),
  missingValues: rule<readonly (string | number)[] | undefined>(
    undefined,
    'an array of texts and numbers',
    (value) =>
      Array.isArray(value) &&
      value.every((word) => typeof word === 'string' || isFiniteNumber(word)),
    copyOf,
  ),
  // Their contents are checked in where.ts and balance.ts.
  where: rule<Where>({}, 'an object of values by column name', isObject, copyOf),
  balance: rule<Balance | undefined>(
    undefined,
    'a column name, or an object of shares by category, by column name',
    (value) => typeof value === 'string' || isObject(value),
    copyOf,
  ),
  constraints: rule<readonly Constraint[]>(
    [],
    'an array of functions of a row',
    (value) => Array.isArray(value) && value.every((each) => typeof each === 'function'),
    (_place, value) => [...(value as Constraint[])],
  ),
  form: choice(undefined, TABLE_FORMS),
  draws: integer(undefined, 1, MAX_INT32),
  maxDraws: integer(undefined, 1, Number.MAX_SAFE_INTEGER),
  onAcceptance: callback<Acceptance>(),
  onEpoch: callback<EpochRecord>(),
  onBatch: callback<BatchProgress>(),
  allowBatches: callback<void>(),
  signal: rule<AbortSignal | undefined>(undefined, 'an AbortSignal', isAbortSignal),
  count: integer(undefined, 0, Number.MAX_SAFE_INTEGER),
  mean: boolean(false),
  latent: choice('sample', LATENT_CHOICES),
  sampling: choice('prior', LATENT_SOURCES),
  samples: integer(100, 1, MAX_INT32),
  // The default depends on the model: scores.ts.
  method: choice(undefined, SCORE_METHODS),
  format: requiredChoice(EXPORT_FORMATS),
  graph: choice(undefined, ONNX_GRAPHS),
  categories: choice(undefined, CATEGORY_FORMS),
  quantile: fraction(),
  contamination: fraction(),
  components: integer(10, 1, MAX_INT32),
  steps: integer(10, 2, Number.MAX_SAFE_INTEGER),
  // Checked in table-view.ts.
  holdout: rule<Table | undefined>(undefined, 'a table', () => true),
};

/** Options that have another meaning or default in these calls. */
const OWN_OPTIONS = {
  'generate()': {
    missing: choice('keep', MISSING_CHOICES),
    firstRow: { ...OPTIONS.firstRow, initial: undefined },
  },
  'new TableVAE()': {
    hiddenDims: { ...OPTIONS.hiddenDims, initial: [256, 256] },
    batchSize: { ...OPTIONS.batchSize, initial: undefined },
    learningRate: { ...OPTIONS.learningRate, initial: undefined },
    latentDim: { ...OPTIONS.latentDim, initial: 10 },
    epochs: { ...OPTIONS.epochs, initial: 300 },
  },
  'interpolate()': { method: choice('linear', PATH_METHODS) },
};

type Options = typeof OPTIONS;
type OwnOptions = typeof OWN_OPTIONS;
export type OptionName = keyof Options;
type OptionRule<Call, Name extends OptionName> = Call extends keyof OwnOptions
  ? Name extends keyof OwnOptions[Call]
    ? OwnOptions[Call][Name]
    : Options[Name]
  : Options[Name];
export type OptionValues<Name extends OptionName, Call = CallName> = {
  [K in Name]: OptionRule<Call, K> extends Rule<infer T> ? T : never;
};

/** How a model runs: RunOptions. */
const RUN_OPTIONS = [
  'threads',
  'deterministic',
  'build',
  'worker',
  'workerUrl',
  'wasmUrl',
  'wasmBinary',
] as const;

const MODEL_OPTIONS = [
  'latentDim',
  'learningRate',
  'batchSize',
  'epochs',
  'hiddenDims',
  'activation',
  'likelihood',
  'prior',
  'objective',
  'importanceSamples',
  'beta',
  'freeBits',
  'weightDecay',
  'maxGradientNorm',
  'missing',
  'seed',
  ...RUN_OPTIONS,
] as const;

/** The options of each call; the keys are the names of the calls in errors. */
const CALLS = {
  'new VAE()': [...MODEL_OPTIONS, 'image', 'layers', 'referenceRows'],
  'new TableVAE()': [...MODEL_OPTIONS, 'columns', 'conditions', 'decoder', 'missingValues'],
  'TableVAE.load()': [...RUN_OPTIONS, 'signal'],
  'VAE.load()': [...RUN_OPTIONS, 'signal'],
  'VAE.import()': [...RUN_OPTIONS, 'signal'],
  'train()': [
    'features',
    'epochs',
    'validation',
    'earlyStopping',
    'shuffleRows',
    'onEpoch',
    'onBatch',
    'allowBatches',
    'signal',
  ],
  'generate()': [
    'where',
    'balance',
    'constraints',
    'missing',
    'seed',
    'firstRow',
    'mean',
    'sampling',
    'form',
    'maxDraws',
    'onAcceptance',
    'signal',
  ],
  'encode()': ['features', 'signal'],
  'code()': ['features', 'signal'],
  'decode()': ['where', 'form', 'signal'],
  'impute()': ['draws', 'samples', 'seed', 'firstRow', 'form', 'signal'],
  'reconstruct()': ['features', 'form', 'signal'],
  'evaluate()': ['features', 'latent', 'seed', 'firstRow', 'signal'],
  'logLikelihood()': ['samples', 'features', 'seed', 'firstRow', 'signal'],
  'score()': ['method', 'samples', 'features', 'seed', 'signal'],
  'scoreFeatures()': ['samples', 'features', 'seed', 'signal'],
  'fitThreshold()': [
    'quantile',
    'contamination',
    'method',
    'samples',
    'features',
    'seed',
    'signal',
  ],
  'isAnomaly()': ['features', 'signal'],
  'anomalyProbability()': ['features', 'signal'],
  'diagnose()': ['features', 'signal'],
  'interpolate()': ['method', 'signal'],
  'traverse()': ['signal'],
  'fitMixture()': ['components', 'features', 'seed', 'signal'],
  'export()': ['format', 'graph', 'method', 'categories', 'signal'],
  'inferSchema()': ['columns', 'conditions', 'missingValues', 'signal'],
  'associations()': ['columns', 'missingValues', 'signal'],
  'compareTables()': ['holdout', 'columns', 'missingValues', 'seed', 'signal'],
} as const satisfies Record<string, readonly OptionName[]>;

/** Options of shared calls that only TableVAE takes. */
export const OF_TABLES: readonly OptionName[] = [
  'where',
  'balance',
  'constraints',
  'missing',
  'form',
  'maxDraws',
  'onAcceptance',
];
/** Options of shared calls that only VAE takes. */
export const OF_NUMBERS: readonly OptionName[] = ['features', 'mean'];

export type CallName = keyof typeof CALLS;
export type CallOptions<Call extends CallName> = OptionValues<(typeof CALLS)[Call][number], Call>;

/**
 * Checks the options of `call` and fills in defaults.
 * @param withheld Options of the call that this model does not take.
 * @throws ERR_OPTION for an unknown name (the message suggests the nearest known one) and for an
 *   invalid value.
 */
export function readOptions<Call extends CallName>(
  call: Call,
  given: unknown,
  withheld: readonly OptionName[] = [],
): CallOptions<Call> {
  const taken: readonly OptionName[] = CALLS[call];
  const names = taken.filter((name) => !withheld.includes(name));
  if (given === undefined) given = {};
  if (!readingOf('ERR_OPTION', `The options object of ${call}`, () => isObject(given)))
    throw new VAEError(
      'ERR_OPTION',
      `${call} takes an object of options (${names.join(', ')}), not ${show(given)}.`,
    );
  const rules = Object.fromEntries(names.map((name) => [name, ruleOf(call, name)]));
  return readAll(call, given as object, rules, (name) => `${name} of ${call}`) as CallOptions<Call>;
}

/** Checks one value like the option of its name. */
export function readOption<Name extends OptionName>(call: CallName, name: Name, value: unknown) {
  const read = readValue(`${name} of ${call}`, ruleOf(call, name), value);
  return read as OptionValues<Name>[Name];
}

function ruleOf(call: CallName, name: OptionName): Rule<unknown> {
  const own: Partial<Record<string, Partial<Record<string, Rule<unknown>>>>> = OWN_OPTIONS;
  return own[call]?.[name] ?? OPTIONS[name];
}

// Checks the shape, so that a signal from another realm is accepted too.
function isAbortSignal(value: unknown): boolean {
  const signal = value as Partial<AbortSignal> | null;
  return (
    typeof signal === 'object' &&
    signal !== null &&
    typeof signal.aborted === 'boolean' &&
    typeof signal.addEventListener === 'function' &&
    typeof signal.removeEventListener === 'function' &&
    typeof signal.throwIfAborted === 'function'
  );
}
