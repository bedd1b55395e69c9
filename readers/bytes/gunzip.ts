import type { ByteSource } from './byte-source.js';
import type { Pace } from './pace.js';

/** Limit for unpacked bytes, against files made to fill the memory. */
const MOST_BYTES = 4 * 2 ** 30;

/** The content of a gzip file, unpacked while it is read, each time anew. */
export function gunzipped(packed: ByteSource): ByteSource {
  return {
    name: packed.name.replace(/\.(gz|gzip)$/i, ''),
    open: (pace, what) => unpack(packed, pace, what),
  };
}

async function* unpack(packed: ByteSource, pace: Pace, what: string) {
  const pieces = packed.open(pace, what)[Symbol.asyncIterator]();
  // Kept apart from failures of the unpacking itself.
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
        throw new Error(
          `${packed.name} cannot be unpacked: its gzip data are damaged or incomplete.`,
          {
            cause: error,
          },
        );
      });
      if (done) return;
      unpacked += value.length;
      if (unpacked > MOST_BYTES) {
        throw new Error(`${packed.name} unpacks to more than 4 GB, the most that can be read.`);
      }
      yield value;
    }
  } finally {
    // Also runs when the consumer stops early.
    reader.cancel().catch(() => {});
  }
}
