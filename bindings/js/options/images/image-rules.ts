// The options of a model of images, but for what is in its layers: layer-rules.ts.
import type { ImageLayers } from '../image-options.js';
import {
  choice,
  copyOf,
  integer,
  isObject,
  MAX_HIDDEN_LAYERS,
  MAX_INT32,
  readPart,
  requiredInteger,
  rule,
  type RuleValues,
} from '../option-rules.js';

const IMAGE = {
  width: requiredInteger(1, MAX_INT32),
  height: requiredInteger(1, MAX_INT32),
  channels: integer(1, 1, MAX_INT32),
  channelOrder: choice('last', ['last', 'first'] as const),
};

export const imageOptions = {
  image: rule<RuleValues<typeof IMAGE> | undefined>(
    undefined,
    'an object with width, height and, optionally, channels and channelOrder',
    isObject,
    (place, value) => readPart(place, value as object, IMAGE),
  ),
  layers: rule<ImageLayers | undefined>(
    undefined,
    `an array of layers, or { encoder, decoder }, of at most ${MAX_HIDDEN_LAYERS} layers each`,
    isLayers,
    copyOf,
  ),
};

function isLayers(value: unknown): boolean {
  const isList = (list: unknown) => Array.isArray(list) && list.length <= MAX_HIDDEN_LAYERS;
  if (Array.isArray(value)) return isList(value);
  if (!isObject(value)) return false;
  const { encoder, decoder, ...other } = value as { encoder?: unknown; decoder?: unknown };
  return isList(encoder) && isList(decoder) && Object.keys(other).length === 0;
}
