// Fetches, unpacks and parses off the page's thread. Takes one address, answers with progress and
// then the images or the reason why there are none.
import { fetchBytes } from './fetch-bytes.js';
import { gunzipIfNeeded } from './gunzip.js';
import { parseIdx, type ByteArray } from './idx.js';

export type DigitsAnswer =
  | { kind: 'progress'; fraction: number }
  | { kind: 'images'; images: ByteArray }
  | { kind: 'failure'; message: string };

function answer(message: DigitsAnswer, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

self.onmessage = async ({ data: address }: MessageEvent<string>) => {
  try {
    const file = await fetchBytes(address, (fraction) => answer({ kind: 'progress', fraction }));
    const images = parseIdx(await gunzipIfNeeded(file));
    answer({ kind: 'images', images }, [images.data.buffer]);
  } catch (error) {
    answer({ kind: 'failure', message: error instanceof Error ? error.message : String(error) });
  }
};
