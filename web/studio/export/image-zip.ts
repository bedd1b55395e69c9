import type { VAE } from 'vae1';
import type { ImageShape, Progress, Report } from '../../contract/index.js';
import { imageSize } from '../session/dataset.js';
import { toBytes } from '../session/image-bytes.js';
import { paintBytes } from '../../contract/paint-bytes.js';
import { ZipFile } from './zip-file.js';

/** A zip of new images, one PNG each, the same that generate(count, { seed, mean: true }) makes. */
export async function imageZip(
  vae: VAE,
  shape: ImageShape,
  { count, seed }: { readonly count: number; readonly seed: number },
  name: string,
  report: Report<Progress>,
): Promise<Blob> {
  report({ what: 'Generating images', fraction: 0 });
  const pixels = toBytes(await vae.generate(count, { seed, mean: true }));
  const size = imageSize(shape);
  const canvas = new OffscreenCanvas(shape.width, shape.height);
  const context = canvas.getContext('2d')!;
  const zip = new ZipFile();
  const image = new ImageData(shape.width, shape.height);
  for (let index = 0; index < count; ++index) {
    if (index % 100 === 0) report({ what: 'Writing images', fraction: index / count });
    paintBytes(image.data, pixels.subarray(index * size, (index + 1) * size), shape.channels);
    context.putImageData(image, 0, 0);
    const png = await canvas.convertToBlob({ type: 'image/png' });
    // Pad the number, so that names sort in order.
    const number = String(index + 1).padStart(String(count).length, '0');
    zip.add(`${name}-${number}.png`, new Uint8Array(await png.arrayBuffer()));
  }
  report({ what: 'Writing images', fraction: 1 });
  return zip.blob();
}
