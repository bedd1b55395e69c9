import { BUILDS } from './builds.js';
import type { Data } from './data-source.js';
import { VAEError } from './errors.js';
import type { BatchProgress, EpochRecord } from './history.js';
import {
  aboveZero,
  atLeastZero,
  boolean,
  callback,
  choice,
  fraction,
  integer,
  isInteger,
  isObject,
  MAX_INT32,
  readAll,
  readPart,
  readValue,
  rule,
  type Rule,
} from './option-rules.js';
import { betaRule, learningRateRule } from './schedules.js';
import { show } from './show.js';
import type { Table } from './table/table-view.js';

// In the order of the enumerations in src/config.hpp.
export const ACTIVATIONS = ['relu', 'tanh', 'sigmoid', 'softplus', 'gelu'] as const;
export const LIKELIHOODS = ['auto', 'bernoulli', 'gaussian'] as const;
export const OBJECTIVES = ['elbo', 'iwae'] as const;
// In the order of LatentChoice in src/model.hpp.
export const LATENT_CHOICES = ['sample', 'mean'] as const;

// In the order of LatentSource in src/model.hpp.
export const LATENT_SOURCES = ['prior', 'mixture'] as const;
// In the order of ScoreMethod in src/reading/row_scores.hpp.
export const SCORE_METHODS = ['elbo', 'reconstruction', 'likelihood'] as const;
// In the order of PathMethod in src/latent/latent_path.hpp.
export const PATH_METHODS = ['linear', 'spherical'] as const;

export type Activation = (typeof ACTIVATIONS)[number];
export type Likelihood = (typeof LIKELIHOODS)[number];
export type Objective = (typeof OBJECTIVES)[number];
export type LatentChoice = (typeof LATENT_CHOICES)[number];
export type LatentSource = (typeof LATENT_SOURCES)[number];
export type ScoreMethod = (typeof SCORE_METHODS)[number];
export type PathMethod = (typeof PATH_METHODS)[number];

export const MAX_SEED = Number.MAX_SAFE_INTEGER;
const MAX_HIDDEN_LAYERS = 64;
const MAX_THREADS = 64;

/** When a training ends before its time; all parts are there. */
export interface CheckedEarlyStopping {
  readonly patience: number;
  readonly minDelta: number;
}

const EARLY_STOPPING = {
  patience: integer(10, 1, MAX_INT32),
  minDelta: atLeastZero(0),
};

/** Every option of every call: its default, what it takes, and how that is said. */
const OPTIONS = {
  latentDim: integer(20, 1, MAX_INT32),
  hiddenDims: rule<readonly number[]>(
    [400],
    `an array of at most ${MAX_HIDDEN_LAYERS} integers from 1 to ${MAX_INT32}`,
    (value) =>
      Array.isArray(value) &&
      value.length <= MAX_HIDDEN_LAYERS &&
      Array.from(value).every((width) => isInteger(width, 1, MAX_INT32)),
  ),
  activation: choice<Activation>('relu', ACTIVATIONS),
  likelihood: choice<Likelihood>('auto', LIKELIHOODS),
  objective: choice<Objective>('elbo', OBJECTIVES),
  importanceSamples: integer(5, 1, MAX_INT32),
  beta: betaRule,
  freeBits: atLeastZero(0),
  learningRate: learningRateRule,
  weightDecay: atLeastZero(0),
  maxGradientNorm: aboveZero(undefined),
  batchSize: integer(32, 1, MAX_INT32),
  epochs: integer(100, 1, MAX_INT32),
  seed: integer(undefined, 0, MAX_SEED),
  threads: rule<number | 'auto'>(
    'auto',
    `'auto' or an integer from 1 to ${MAX_THREADS}`,
    (value) => value === 'auto' || isInteger(value, 1, MAX_THREADS),
  ),
  deterministic: boolean(false),
  build: choice<(typeof BUILDS)[number] | 'auto'>('auto', ['auto', ...BUILDS]),
  worker: boolean(true),

  features: integer(undefined, 1, MAX_INT32),
  shuffleRows: integer(10_000, 1, MAX_INT32),
  // held-out.ts checks it.
  validation: rule<number | Data | undefined>(undefined, 'a share, or data', () => true),
  earlyStopping: rule<CheckedEarlyStopping | undefined>(
    undefined,
    'true, false or an object of patience, minDelta',
    (value) => typeof value === 'boolean' || isObject(value),
    (place, value) =>
      value === false
        ? undefined
        : readPart(place, value === true ? {} : (value as object), EARLY_STOPPING),
  ),
  onEpoch: callback<EpochRecord>(),
  onBatch: callback<BatchProgress>(),
  signal: rule<AbortSignal | undefined>(undefined, 'an AbortSignal', isAbortSignal),
  count: integer(undefined, 0, Number.MAX_SAFE_INTEGER),
  mean: boolean(false),
  latent: choice<LatentChoice>('sample', LATENT_CHOICES),
  sampling: choice<LatentSource>('prior', LATENT_SOURCES),
  samples: integer(100, 1, MAX_INT32),
  method: choice<ScoreMethod>('likelihood', SCORE_METHODS),
  quantile: fraction(),
  contamination: fraction(),
  components: integer(10, 1, MAX_INT32),
  steps: integer(10, 2, Number.MAX_SAFE_INTEGER),
  // table-view.ts checks it.
  holdout: rule<Table | undefined>(undefined, 'a table', () => true),
  columns: rule<object>({}, "an object of the columns' types by their names", isObject),
};

/** Where an option of this name is another one than that of the other calls. */
const OWN_OPTIONS = {
  'interpolate()': { method: choice<PathMethod>('linear', PATH_METHODS) },
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

/** Which options each call takes; the keys are the calls as an error names them. */
const CALLS = {
  'new VAE()': [
    'latentDim',
    'learningRate',
    'batchSize',
    'epochs',
    'hiddenDims',
    'activation',
    'likelihood',
    'objective',
    'importanceSamples',
    'beta',
    'freeBits',
    'weightDecay',
    'maxGradientNorm',
    'seed',
    'threads',
    'deterministic',
    'build',
    'worker',
  ],
  'VAE.load()': ['threads', 'deterministic', 'build', 'worker', 'signal'],
  'train()': [
    'features',
    'epochs',
    'validation',
    'earlyStopping',
    'shuffleRows',
    'onEpoch',
    'onBatch',
    'signal',
  ],
  'generate()': ['seed', 'mean', 'sampling', 'signal'],
  'encode()': ['features', 'signal'],
  'decode()': ['signal'],
  'reconstruct()': ['features', 'signal'],
  'evaluate()': ['features', 'latent', 'seed', 'signal'],
  'logLikelihood()': ['samples', 'features', 'seed', 'signal'],
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
  'compareTables()': ['holdout', 'columns', 'seed', 'signal'],
} as const satisfies Record<string, readonly OptionName[]>;

export type CallName = keyof typeof CALLS;

/**
 * The options of `call`, checked, the absent ones at their defaults.
 * @throws ERR_OPTION for an unknown name (with the nearest known one) and for a value not taken.
 */
export function readOptions<Call extends CallName>(
  call: Call,
  given: unknown,
): OptionValues<(typeof CALLS)[Call][number], Call> {
  const names: readonly OptionName[] = CALLS[call];
  if (given === undefined) given = {};
  if (!isObject(given))
    throw new VAEError(
      'ERR_OPTION',
      `${call} takes an object of options (${names.join(', ')}), was given ${show(given)}.`,
    );
  const rules = Object.fromEntries(names.map((name) => [name, ruleOf(call, name)]));
  return readAll(call, given, rules, (name) => `${name} of ${call}`) as OptionValues<
    (typeof CALLS)[Call][number],
    Call
  >;
}

/** One value, checked like an option of its name. */
export function readOption<Name extends OptionName, Call extends CallName>(
  call: Call,
  name: Name,
  value: unknown,
): OptionValues<Name, Call>[Name] {
  return readValue(`${name} of ${call}`, ruleOf(call, name), value) as OptionValues<
    Name,
    Call
  >[Name];
}

function ruleOf(call: CallName, name: OptionName): Rule<unknown> {
  const own: Partial<Record<string, Partial<Record<string, Rule<unknown>>>>> = OWN_OPTIONS;
  return own[call]?.[name] ?? OPTIONS[name];
}

// By its shape, so that a signal of another realm serves too.
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
