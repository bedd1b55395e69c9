import { type NumericArray, shapeText } from '../../../../readers/arrays/numeric-array.js';
import type { ImageShape } from '../../../contract/index.js';

/** Longest side of an image, in pixels. */
const LARGEST_SIDE = 1024;
/** A row of at least this many bytes counts as a picture if their number is square. */
const LEAST_PICTURE = 64;

/** How an array holds images. */
export interface ImageLayout {
  readonly shape: ImageShape;
  /** Whether an image's channels come before its rows, as PyTorch has them. */
  readonly channelsFirst: boolean;
  /** Whether there is a fourth channel, which says how opaque a pixel is. */
  readonly alpha: boolean;
}

/** The layout of an array of images; null for a table. @throws a sentence if it is neither */
export function imageLayout({ name, shape, values }: NumericArray): ImageLayout | null {
  const [, height = 1, width = 1] = shape;
  if (shape.length <= 2) {
    const side = Math.sqrt(height);
    const square =
      values instanceof Uint8Array && height >= LEAST_PICTURE && Number.isInteger(side);
    return shape.length === 2 && square ? layout(side, side, 1) : null;
  }
  if (shape.length === 3) return checked(name, layout(height, width, 1));
  const [, first, second, last] = shape as [number, number, number, number];
  const isChannels = (count: number) => count === 1 || count === 3 || count === 4;
  if (shape.length === 4 && isChannels(last)) return checked(name, layout(first, second, last));
  if (shape.length === 4 && isChannels(first))
    return checked(name, layout(second, last, first, true));
  throw new Error(
    `${name} has the shape ${shapeText(shape)}; expected images of N × height × width, with a last ` +
      'axis of 1 (grey), 3 (colour) or 4 (colour and opacity) if there is one, or with that axis second. ' +
      'For a table, reshape it to rows × columns.',
  );
}

function layout(
  height: number,
  width: number,
  channels: number,
  channelsFirst = false,
): ImageLayout {
  const shape = { height, width, channels: channels === 1 ? 1 : 3 } as const;
  return { shape, channelsFirst, alpha: channels === 4 };
}

function checked(name: string, found: ImageLayout): ImageLayout {
  const { width, height } = found.shape;
  if (height <= LARGEST_SIDE && width <= LARGEST_SIDE) return found;
  throw new Error(
    `${name} has images of ${width} × ${height} pixels; the page reads up to 1024 × 1024.`,
  );
}

/** The pixels with channels last, and without opacity. */
export function inLayout(
  pixels: Uint8Array<ArrayBuffer>,
  { shape: { width, height, channels }, channelsFirst, alpha }: ImageLayout,
): Uint8Array<ArrayBuffer> {
  const stored = alpha ? 4 : channels;
  const isMoved = channelsFirst && stored > 1;
  if (!isMoved && !alpha) return pixels;
  const area = width * height;
  const rows = pixels.length / (area * stored);
  const moved = new Uint8Array(rows * area * channels);
  let to = 0;
  for (let row = 0; row < rows; ++row) {
    const start = row * area * stored;
    for (let pixel = 0; pixel < area; ++pixel)
      for (let channel = 0; channel < channels; ++channel)
        moved[to++] =
          pixels[start + (isMoved ? channel * area + pixel : pixel * stored + channel)]!;
  }
  return moved;
}
