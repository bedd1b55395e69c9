import type { Dataset } from '../session/dataset.js';
import { type DatasetPart, partsOf } from './dataset-parts.js';

const keys = new WeakMap<Dataset, Promise<string>>();

/** A key by the content of the data, so that runs of the same data store them once. */
export function dataKey(data: Dataset): Promise<string> {
  // Without a digest, the run stores data of its own.
  const known = keys.get(data) ?? digestOf(data).catch(() => crypto.randomUUID());
  keys.set(data, known);
  return known;
}

async function digestOf(data: Dataset): Promise<string> {
  // Browsers have no crypto.subtle on pages without https.
  let digest: Uint8Array<ArrayBuffer> = new Uint8Array(32);
  for (const part of partsOf(data))
    for (const bytes of bytesOf(part)) {
      // A chain of digests: each covers the one before it.
      const next = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      digest = new Uint8Array(
        await crypto.subtle.digest('SHA-256', new Uint8Array([...digest, ...next])),
      );
    }
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The part as bytes: what is no array of numbers as JSON, then the arrays. */
function bytesOf(part: DatasetPart): Uint8Array<ArrayBuffer>[] {
  if (part instanceof Uint8Array) return [part];
  const arrays: Uint8Array<ArrayBuffer>[] = [];
  const rest = JSON.stringify(part, (_name, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    arrays.push(new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength));
    return value.constructor.name;
  });
  return [new TextEncoder().encode(rest), ...arrays];
}
