// Checks a StateDictDescription.
import { VAEError } from '../errors/errors.js';
import { show } from '../errors/show.js';
import { ACTIVATIONS } from './choices.js';
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

const ARCHITECTURES = ['pytorch-examples', 'ctgan-tvae'] as const;
type Architecture = (typeof ARCHITECTURES)[number];

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
  isObject(value) || (ARCHITECTURES as readonly unknown[]).includes(value);

const RULES = {
  architecture: {
    ...rule<Architecture | CheckedLayers>(
      'pytorch-examples',
      "'pytorch-examples', 'ctgan-tvae', or an object of layers",
      isArchitecture,
      (place, value) =>
        isObject(value) ? readPart(place, value, LAYERS) : (value as Architecture),
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
