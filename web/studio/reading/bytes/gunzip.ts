import type { ByteSource } from './byte-source.js';
import type { Pace } from '../pace.js';

/** Of what is unpacked: a file made to fill the memory ends here. */
const MOST_BYTES = 4 * 2 ** 30;

/** What a gzip file holds; unpacked as it is read, and once more each time that it is. */
export function gunzipped(packed: ByteSource): ByteSource {
  return {
    name: packed.name.replace(/\.(gz|gzip)$/i, ''),
    open: (pace, what) => unpack(packed, pace, what),
  };
}

async function* unpack(packed: ByteSource, pace: Pace, what: string) {
  const pieces = packed.open(pace, what)[Symbol.asyncIterator]();
  // Told apart from what the unpacking itself complains of.
  let readingFailed: unknown;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        readingFailed = error;
        throw error;
      }
    },
    cancel: () => void pieces.return?.(),
  });
  const reader = stream.pipeThrough(new DecompressionStream('gzip')).getReader();
  let unpacked = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        if (readingFailed) throw readingFailed;
        throw new Error(`${packed.name} is damaged or cut short: its gzip does not unpack.`, {
          cause: error,
        });
      });
      if (done) return;
      unpacked += value.length;
      if (unpacked > MOST_BYTES) {
        throw new Error(
          `${packed.name} unpacks to more than 4 GB, which is more than can be read.`,
        );
      }
      yield value;
    }
  } finally {
    // Also where the reader of this stops early.
    reader.cancel().catch(() => {});
  }
}
