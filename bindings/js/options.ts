import { BUILDS } from './builds.js';
import { VAEError } from './errors.js';
import type { BatchProgress, EpochRecord } from './history.js';
import { nearestName } from './nearest-name.js';
import { show } from './show.js';

// In the order of the enumerations in src/config.hpp.
export const ACTIVATIONS = ['relu', 'tanh', 'sigmoid', 'softplus', 'gelu'] as const;
export const LIKELIHOODS = ['auto', 'bernoulli', 'gaussian'] as const;
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
export type LatentChoice = (typeof LATENT_CHOICES)[number];
export type LatentSource = (typeof LATENT_SOURCES)[number];
export type ScoreMethod = (typeof SCORE_METHODS)[number];
export type PathMethod = (typeof PATH_METHODS)[number];

export const MAX_SEED = Number.MAX_SAFE_INTEGER;
const MAX_INT32 = 2 ** 31 - 1;
const MAX_HIDDEN_LAYERS = 64;
const MAX_THREADS = 64;

interface Rule<T> {
  readonly initial: T;
  readonly takes: string;
  readonly accepts: (value: unknown) => boolean;
}

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
  beta: rule(1, 'a finite number >= 0', (value) => isFiniteNumber(value) && value >= 0),
  learningRate: rule(1e-3, 'a finite number > 0', (value) => isFiniteNumber(value) && value > 0),
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
    'beta',
    'seed',
    'threads',
    'deterministic',
    'build',
    'worker',
  ],
  'VAE.load()': ['threads', 'deterministic', 'build', 'worker', 'signal'],
  'train()': ['features', 'epochs', 'shuffleRows', 'onEpoch', 'onBatch', 'signal'],
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
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new VAEError(
      'ERR_OPTION',
      `${call} takes an object of options (${names.join(', ')}), was given ${show(given)}.`,
    );
  const unknown = Object.keys(given).find((name) => !names.includes(name as OptionName));
  if (unknown !== undefined)
    throw new VAEError(
      'ERR_OPTION',
      `${call} has no option ${show(unknown)}; did you mean "${nearestName(unknown, names)}"? ` +
        `It takes ${names.join(', ')}.`,
    );
  const values: Record<string, unknown> = {};
  for (const name of names)
    values[name] = readOption(call, name, (given as Record<string, unknown>)[name]);
  return values as OptionValues<(typeof CALLS)[Call][number], Call>;
}

/** One value, checked like an option of its name. */
export function readOption<Name extends OptionName, Call extends CallName>(
  call: Call,
  name: Name,
  value: unknown,
): OptionValues<Name, Call>[Name] {
  const own: Partial<Record<string, Partial<Record<string, Rule<unknown>>>>> = OWN_OPTIONS;
  const { initial, takes, accepts }: Rule<unknown> = own[call]?.[name] ?? OPTIONS[name];
  if (value !== undefined && !accepts(value))
    throw new VAEError('ERR_OPTION', `${name} of ${call} is ${takes}, was given ${show(value)}.`);
  return (value === undefined ? initial : value) as OptionValues<Name, Call>[Name];
}

function rule<T>(initial: T, takes: string, accepts: (value: unknown) => boolean): Rule<T> {
  return { initial, takes, accepts };
}

function integer<T extends number | undefined>(initial: T, least: number, most: number) {
  return rule<number | T>(initial, `an integer from ${least} to ${most}`, (value) =>
    isInteger(value, least, most),
  );
}

function fraction() {
  return rule<number | undefined>(
    undefined,
    'a number above 0 and below 1',
    (value) => isFiniteNumber(value) && value > 0 && value < 1,
  );
}

function boolean(initial: boolean) {
  return rule(initial, 'true or false', (value) => typeof value === 'boolean');
}

function choice<T extends string>(initial: T, choices: readonly T[]) {
  return rule(initial, `one of ${choices.map((name) => `'${name}'`).join(', ')}`, (value) =>
    choices.includes(value as T),
  );
}

function callback<Detail>() {
  return rule<((detail: Detail) => unknown) | undefined>(
    undefined,
    'a function',
    (value) => typeof value === 'function',
  );
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isInteger(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
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
