// The layers that a user may name: their options, defaults and errors.
import { VAEError } from '../../errors/errors.js';
import { readingOf } from '../../errors/reading-of.js';
import { show } from '../../errors/show.js';
import type { Padding } from '../image-options.js';
import {
  integer,
  isInteger,
  isObject,
  MAX_INT32,
  readPart,
  readValue,
  requiredChoice,
  requiredInteger,
  rule,
  type RuleValues,
} from '../option-rules.js';

const pairRule = rule<readonly [number, number]>(
  [3, 3],
  `an integer from 1 to ${MAX_INT32}, or [height, width]`,
  (value) =>
    isInteger(value, 1, MAX_INT32) ||
    (Array.isArray(value) && value.length === 2 && value.every((v) => isInteger(v, 1, MAX_INT32))),
  (_place, value) =>
    (Array.isArray(value) ? [value[0], value[1]] : [value, value]) as [number, number],
);

const paddingRule = rule<Padding>(
  'same',
  `'same', 'valid' or an integer from 0 to ${MAX_INT32}`,
  (value) => value === 'same' || value === 'valid' || isInteger(value, 0, MAX_INT32),
);

const KERNEL = {
  channels: requiredInteger(1, MAX_INT32),
  kernelSize: pairRule,
  stride: integer(1, 1, MAX_INT32),
  padding: paddingRule,
  groups: integer(undefined, 1, MAX_INT32),
};
const RESIDUAL = { groups: integer(undefined, 1, MAX_INT32) };
const DENSE = { units: requiredInteger(1, MAX_INT32) };
const MAPS = {
  width: requiredInteger(1, MAX_INT32),
  height: requiredInteger(1, MAX_INT32),
  channels: requiredInteger(1, MAX_INT32),
};

type Kernel = Omit<RuleValues<typeof KERNEL>, 'kernelSize'> & {
  readonly kernel: readonly [height: number, width: number];
};
export type CheckedLayer =
  | ({ readonly type: 'convolution' | 'transposedConvolution' } & Kernel)
  | ({ readonly type: 'residual' } & RuleValues<typeof RESIDUAL>)
  | ({ readonly type: 'dense' } & (RuleValues<typeof DENSE> | RuleValues<typeof MAPS>));

const ENCODER_TYPES = ['convolution', 'residual', 'dense'] as const;
const DECODER_TYPES = [...ENCODER_TYPES, 'transposedConvolution'] as const;

/** @throws ERR_OPTION for what is no such layer. */
export function readLayer(place: string, given: unknown, ofDecoder: boolean): CheckedLayer {
  if (!isObject(given))
    throw new VAEError('ERR_OPTION', `${place} must be an object with a type, not ${show(given)}.`);
  const { type: named, ...own } = readingOf('ERR_OPTION', place, () => ({ ...given })) as {
    type?: unknown;
  };
  const types: readonly (typeof DECODER_TYPES)[number][] = ofDecoder
    ? DECODER_TYPES
    : ENCODER_TYPES;
  const type = readValue(`type in ${place}`, requiredChoice(types), named);
  if (type === 'residual') return { type, ...readPart(place, own, RESIDUAL) };
  if (type === 'dense')
    return 'units' in own
      ? { type, ...readPart(place, own, DENSE) }
      : { type, ...readPart(place, own, MAPS) };
  const { kernelSize: kernel, ...checked } = readPart(place, own, KERNEL);
  const { padding } = checked;
  if (typeof padding === 'number' && padding >= Math.min(...kernel))
    throw new VAEError(
      'ERR_OPTION',
      `padding in ${place} must be below the kernel's size, ${Math.min(...kernel)}, not ${padding}.`,
    );
  return { type, kernel, ...checked };
}
