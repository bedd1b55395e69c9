import { VAEError } from '../errors/errors.js';
import { show } from '../errors/show.js';
import { type Activation, ACTIVATIONS } from './choices.js';
import {
  boolean,
  choice,
  integer,
  isFiniteNumber,
  isObject,
  readAll,
  readPart,
  rule,
} from './option-rules.js';

export const STATE_DICT_ARCHITECTURES = ['pytorch-examples', 'ctgan-tvae'] as const;

/**
 * The linear layers of a VAE, by the names of their modules: `fc1` for the tensors `fc1.weight` and
 * `fc1.bias`. After each layer of `encoder`, and after each but the last of `decoder`, is the activation.
 */
export interface StateDictLayers {
  /** From D values; without any, the posterior of every row is the prior, N(0, I). */
  encoder?: readonly string[] | undefined;
  /** Of the posterior's mean, from the last of `encoder` to L values. Only with an encoder. */
  mean?: string | undefined;
  /** Of the posterior's log-variance, likewise. */
  logVariance?: string | undefined;
  /** From L latents to D values: logits of a Bernoulli, or the mean of a Gaussian. */
  decoder: readonly string[];
  /** A tensor of the D standard deviations of a Gaussian. Default: none; see `logVariance`. */
  deviation?: string | undefined;
  /** Whether the mean of a Gaussian is the tanh of the decoder's last layer. Default false. */
  tanh?: boolean | undefined;
}

/** What a state dict does not tell of its model. */
export interface StateDictDescription {
  /**
   * `'pytorch-examples'`: the VAE of pytorch/examples, with fc1, fc21, fc22, fc3 and fc4. `'ctgan-tvae'`:
   * the decoder of CTGAN's TVAE, with seq.0, seq.2, ... and sigma. Or the layers of another network.
   */
  architecture: (typeof STATE_DICT_ARCHITECTURES)[number] | StateDictLayers;
  /** Between the layers. Default `'relu'`. */
  activation?: Activation | undefined;
  /** Default `'bernoulli'`; of CTGAN's TVAE, and of layers with a deviation, `'gaussian'`. */
  likelihood?: 'bernoulli' | 'gaussian' | undefined;
  /** Of a Gaussian whose network has no deviations: the log-variance, or D of them. Default 0. */
  logVariance?: number | readonly number[] | undefined;
  /** The network's units are (x - offset) / scale of the user's. One number for all columns, or D. */
  scaling?:
    | {
        /** Default 0. */
        offset?: number | readonly number[] | undefined;
        /** Above 0. Default 1. */
        scale?: number | readonly number[] | undefined;
      }
    | undefined;
  /** The number of rows that the network was trained on. Default 1. */
  rows?: number | undefined;
  /** The model's seed, an integer from 0 to 2^53 - 1. Default 0. */
  seed?: number | undefined;
}

const isName = (value: unknown) => typeof value === 'string' && value !== '';
const name = rule<string | undefined>(undefined, 'the name of a module', isName);
const names = rule<readonly string[]>(
  [],
  'an array of names of modules',
  (value) => Array.isArray(value) && value.every(isName),
);
const LAYERS = {
  encoder: names,
  mean: name,
  logVariance: name,
  decoder: names,
  deviation: { ...name, takes: 'the name of a tensor' },
  tanh: boolean(false),
};

function numbers<T extends number | undefined>(initial: T, least: number) {
  const fits = (value: unknown) => isFiniteNumber(value) && value > least;
  const above = least === -Infinity ? '' : ` > ${least}`;
  return rule<number | readonly number[] | T>(
    initial,
    `a finite number${above}, or an array of them`,
    (value) => fits(value) || (Array.isArray(value) && value.every(fits)),
  );
}

const SCALING = { offset: numbers(0, -Infinity), scale: numbers(1, 0) };
const isArchitecture = (value: unknown) =>
  isObject(value) || (STATE_DICT_ARCHITECTURES as readonly unknown[]).includes(value);

const RULES = {
  architecture: {
    ...rule<(typeof STATE_DICT_ARCHITECTURES)[number] | CheckedLayers>(
      'pytorch-examples',
      "'pytorch-examples', 'ctgan-tvae', or an object of layers",
      isArchitecture,
      (place, value) =>
        isObject(value)
          ? readPart(place, value, LAYERS)
          : (value as (typeof STATE_DICT_ARCHITECTURES)[number]),
    ),
    required: true,
  },
  activation: choice('relu', ACTIVATIONS),
  likelihood: choice(undefined, ['bernoulli', 'gaussian'] as const),
  logVariance: numbers(undefined, -Infinity),
  scaling: rule(
    readPart('scaling', {}, SCALING),
    'an object with offset and scale',
    isObject,
    (place, value) => readPart(place, value as object, SCALING),
  ),
  rows: integer(1, 1, Number.MAX_SAFE_INTEGER),
  seed: integer(0, 0, Number.MAX_SAFE_INTEGER),
};

export type CheckedLayers = ReturnType<typeof readPart<typeof LAYERS>>;
export type CheckedStateDict = ReturnType<typeof readAll<typeof RULES>>;

/** @throws ERR_OPTION */
export function stateDictDescription(given: unknown): CheckedStateDict {
  const what = 'the description of VAE.import()';
  if (!isObject(given))
    throw new VAEError('ERR_OPTION', `${what} must be an object, not ${show(given)}.`);
  const place = (option: string) => `${option} of ${what}`;
  return readAll(what, given, RULES, place);
}
