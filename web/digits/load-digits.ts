import type { ByteArray } from './idx.js';
import type { DigitsAnswer } from './digits.worker.js';

// Not '.gz': some servers unpack that on its way, and then no length tells how much is to come.
const ADDRESS = 'digits/train-images-idx3-ubyte.gzip';

/** MNIST's 60,000 training images: shape [60000, 28, 28], one byte a pixel, 0 black, 255 white. */
export function loadDigits(onProgress: (fraction: number) => void): Promise<ByteArray> {
  const worker = new Worker(new URL('./digits.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<ByteArray>((resolve, reject) => {
    worker.onmessage = ({ data: answer }: MessageEvent<DigitsAnswer>) => {
      if (answer.kind === 'progress') onProgress(answer.fraction);
      if (answer.kind === 'images') resolve(answer.images);
      if (answer.kind === 'failure') reject(new Error(answer.message));
    };
    worker.onerror = (event) => reject(new Error(`The digits' worker failed: ${event.message}`));
    worker.postMessage(new URL(ADDRESS, document.baseURI).href);
  }).finally(() => worker.terminate());
}
