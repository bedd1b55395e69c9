import type { VAE } from 'vae1';
import type { ImageShape } from '../../contract/index.js';
import { imageSize } from '../session/dataset.js';
import { toBytes } from '../session/image-bytes.js';
import { paintBytes } from '../../contract/paint-bytes.js';

/** One PNG with 8 x 8 new images, enlarged so that each pixel is visible. */
export async function imageSheet(vae: VAE, shape: ImageShape, seed: number): Promise<Blob> {
  const pixels = toBytes(await vae.generate(ACROSS * ACROSS, { seed, mean: true }));
  const size = imageSize(shape);
  const scale = Math.max(1, Math.floor(WIDTH / (ACROSS * shape.width)));
  const gap = Math.ceil(scale / 2);
  const sheet = new OffscreenCanvas(
    ACROSS * (scale * shape.width + gap) + gap,
    ACROSS * (scale * shape.height + gap) + gap,
  );
  const context = sheet.getContext('2d')!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.imageSmoothingEnabled = false;
  const one = new OffscreenCanvas(shape.width, shape.height);
  const image = new ImageData(shape.width, shape.height);
  for (let index = 0; index < ACROSS * ACROSS; ++index) {
    paintBytes(image.data, pixels.subarray(index * size, (index + 1) * size), shape.channels);
    one.getContext('2d')!.putImageData(image, 0, 0);
    const left = gap + (index % ACROSS) * (scale * shape.width + gap);
    const top = gap + Math.floor(index / ACROSS) * (scale * shape.height + gap);
    context.drawImage(one, left, top, scale * shape.width, scale * shape.height);
  }
  return sheet.convertToBlob({ type: 'image/png' });
}

/** Images per line, and lines. */
const ACROSS = 8;
/** Approximate width of the sheet, in pixels. */
const WIDTH = 1024;
