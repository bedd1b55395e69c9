import type { Padding } from '../image-options.js';

/** Maps between two layers, or an image. */
export interface Maps {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export const sizeOf = ({ height, width, channels }: Maps): number => height * width * channels;

/** The geometry of a convolution, from `image` to `maps`: ConvolutionShape of the core. */
export interface Convolution {
  readonly image: Maps;
  readonly maps: Maps;
  readonly kernel: readonly [height: number, width: number];
  readonly stride: number;
  /** Zeros around the image. */
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The longer side of the image with the zeros around it: the most that a stride can be. */
export function longerSide({ image, top, left, bottom, right }: Convolution): number {
  return Math.max(top + image.height + bottom, left + image.width + right);
}

/**
 * The numbers of the image with its zeros, of the maps with those that kernels surround them with, or of
 * the kernel, as the core stores them: in panels of 8 channels.
 */
export function mostNumbers(of: Convolution): number {
  const { image, maps, kernel, stride, top, left, bottom, right } = of;
  const wide = (channels: number) => 8 * Math.ceil(channels / 8);
  const width = left + image.width + right;
  return Math.max(
    Math.max(top + image.height + bottom, stride) * width * wide(image.channels),
    (maps.height + 2 * kernel[0]) * (maps.width + 2 * kernel[1]) * wide(maps.channels),
    kernel[0] * kernel[1] * wide(image.channels) * wide(maps.channels),
  );
}

interface Kernel {
  readonly channels: number;
  readonly kernel: readonly [height: number, width: number];
  readonly stride: number;
  readonly padding: Padding;
}

/** One side of an image and its maps. */
interface Side {
  readonly image: number;
  readonly maps: number;
  readonly before: number;
  readonly after: number;
}

/** Undefined if the kernel is larger than the padded image. */
export function convolutionOf(image: Maps, by: Kernel): Convolution | undefined {
  const { channels, kernel, stride, padding } = by;
  const along = (size: number, of: number): Side => {
    const least = padding === 'same' ? (Math.ceil(size / stride) - 1) * stride + of - size : 0;
    const [before, after] = zeros(padding, Math.max(least, 0));
    const maps = Math.floor((before + size + after - of) / stride) + 1;
    return { image: size, maps, before, after };
  };
  return joined(along(image.height, kernel[0]), along(image.width, kernel[1]), {
    ...{ kernel, stride, channels: image.channels, maps: channels },
  });
}

/** The convolution from the image that a transposed one makes of `maps`, or undefined if that has no size. */
export function transposedOf(maps: Maps, by: Kernel): Convolution | undefined {
  const { channels, kernel, stride, padding } = by;
  const along = (size: number, of: number): Side => {
    const padded = (size - 1) * stride + of;
    // Fewer zeros than the kernel has, so that it lies on the image; a large stride leaves pixels out.
    const [before, after] = zeros(padding, Math.max(padded - size * stride, 0));
    const image = padding === 'same' ? size * stride : padded - before - after;
    return { image, maps: size, before, after };
  };
  return joined(along(maps.height, kernel[0]), along(maps.width, kernel[1]), {
    ...{ kernel, stride, channels, maps: maps.channels },
  });
}

function zeros(padding: Padding, same: number): [before: number, after: number] {
  if (padding === 'same') return [Math.floor(same / 2), Math.ceil(same / 2)];
  return padding === 'valid' ? [0, 0] : [padding, padding];
}

function joined(
  rows: Side,
  columns: Side,
  of: { kernel: readonly [number, number]; stride: number; channels: number; maps: number },
): Convolution | undefined {
  const { kernel, stride, channels, maps } = of;
  if (Math.min(rows.image, rows.maps, columns.image, columns.maps) < 1) return undefined;
  return {
    image: { height: rows.image, width: columns.image, channels },
    maps: { height: rows.maps, width: columns.maps, channels: maps },
    ...{ kernel, stride, top: rows.before, left: columns.before },
    ...{ bottom: rows.after, right: columns.after },
  };
}
