import { useEffect, useRef } from 'preact/hooks';
import type { ImageShape } from '../../contract/index.js';
import { paintBytes } from '../../contract/paint-bytes.js';
import { inFrames } from './in-frames.js';

interface ImageSheetProps {
  /** What it shows, for screen readers. */
  label: string;
  shape: ImageShape;
  /** Bytes of the images, row after row; may hold fewer images than the sheet has room for. */
  pixels: Uint8Array | null;
  /** Images per line. */
  across: number;
  /** Number of lines. */
  down: number;
}

/** A grid of images. The browser scales them without smoothing, so pixels stay sharp. */
export function ImageSheet({ label, shape, pixels, across, down }: ImageSheetProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, channels } = shape;
  useEffect(
    // Null if the view was left before it was drawn.
    () =>
      canvas.current ? inFrames(drawSheet(canvas.current, shape, pixels, across, down)) : undefined,
    // Each render makes new views of the same bytes, so compare the bytes' place, not the views.
    [pixels?.buffer, pixels?.byteOffset, pixels?.length, width, height, channels, across, down],
  );
  return <canvas ref={canvas} class="image-sheet" role="img" aria-label={label} />;
}

const GAP = 1;

/** Draws one image per step. Earlier images stay visible until they are overwritten. */
function* drawSheet(
  canvas: HTMLCanvasElement,
  { width, height, channels }: ImageShape,
  pixels: Uint8Array | null,
  across: number,
  down: number,
): Generator<void, void> {
  const [wide, high] = [across * (width + GAP) - GAP, down * (height + GAP) - GAP];
  // Setting a size clears the canvas.
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  const context = canvas.getContext('2d')!;
  const size = width * height * channels;
  const images = Math.min(across * down, pixels ? Math.floor(pixels.length / size) : 0);
  const image = context.createImageData(width, height);
  for (let index = 0; index < across * down; ++index) {
    const left = (index % across) * (width + GAP);
    const top = Math.floor(index / across) * (height + GAP);
    if (index < images) {
      paintBytes(image.data, pixels!.subarray(index * size, (index + 1) * size), channels);
      context.putImageData(image, left, top);
    } else context.clearRect(left, top, width, height);
    yield;
  }
}
