import type { CompleteImageShape, EncoderLayer } from '../image-options.js';

/** The longest side of the smallest maps. */
const SMALLEST_MAPS = 7;
const FIRST_CHANNELS = 32;
const MOST_CHANNELS = 64;

/**
 * The layers of an encoder unless a user names others: convolutions of 3 x 3 that halve the image until its
 * longer side is at most 7, the first of 32 maps, the others of 64. So 28 x 28 has two, to 7 x 7, and
 * 64 x 64 has four, to 4 x 4.
 */
export function defaultLayers({ width, height }: CompleteImageShape): EncoderLayer[] {
  const layers: EncoderLayer[] = [];
  let side = Math.max(width, height);
  do {
    const channels = Math.min(FIRST_CHANNELS * 2 ** layers.length, MOST_CHANNELS);
    const stride = side > SMALLEST_MAPS ? 2 : 1;
    layers.push({ type: 'convolution', channels, stride });
    side = Math.ceil(side / stride);
  } while (side > SMALLEST_MAPS);
  return layers;
}
