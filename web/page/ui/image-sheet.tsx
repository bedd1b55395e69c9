import { useEffect, useRef } from 'preact/hooks';
import type { ImageShape } from '../../studio/contract.js';

interface ImageSheetProps {
  /** What is on it, for those who do not see it. */
  label: string;
  shape: ImageShape;
  /** Bytes of the images, row after row; a sheet may have fewer than it has room for. */
  pixels: Uint8Array | null;
  /** Images in a line. */
  across: number;
  /** Lines. */
  down: number;
}

/** Images side by side. The browser scales them without smoothing: pixels stay pixels. */
export function ImageSheet({ label, shape, pixels, across, down }: ImageSheetProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => drawSheet(canvas.current!, shape, pixels, across, down));
  return <canvas ref={canvas} class="image-sheet" role="img" aria-label={label} />;
}

const GAP = 1;

function drawSheet(
  canvas: HTMLCanvasElement,
  { width, height, channels }: ImageShape,
  pixels: Uint8Array | null,
  across: number,
  down: number,
): void {
  canvas.width = across * (width + GAP) - GAP;
  canvas.height = down * (height + GAP) - GAP;
  const context = canvas.getContext('2d')!;
  const size = width * height * channels;
  const images = Math.min(across * down, pixels ? Math.floor(pixels.length / size) : 0);
  for (let index = 0; index < images; ++index) {
    const image = context.createImageData(width, height);
    paint(image.data, pixels!.subarray(index * size, (index + 1) * size), channels);
    const left = (index % across) * (width + GAP);
    context.putImageData(image, left, Math.floor(index / across) * (height + GAP));
  }
}

/** Bytes of a grey or coloured image as RGBA. */
function paint(rgba: Uint8ClampedArray, bytes: Uint8Array, channels: number): void {
  for (let pixel = 0; 4 * pixel < rgba.length; ++pixel) {
    for (let colour = 0; colour < 3; ++colour)
      rgba[4 * pixel + colour] = bytes[pixel * channels + (channels === 3 ? colour : 0)]!;
    rgba[4 * pixel + 3] = 255;
  }
}
