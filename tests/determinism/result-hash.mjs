import { createHash } from 'node:crypto';

/**
 * SHA-256 of an answer: of every bit of its numbers, the types of its arrays, its names and their order.
 * @param {unknown} value plain data, typed arrays and Dates
 * @returns {string} the first 16 hexadecimal digits, enough to tell a change
 */
export function resultHash(value) {
  const hash = createHash('sha256');
  feed(hash, value);
  return hash.digest('hex').slice(0, 16);
}

function feed(hash, value) {
  if (ArrayBuffer.isView(value)) {
    hash.update(`${value.constructor.name} ${value.length}:`);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (typeof value === 'number') {
    hash.update('number:').update(new Uint8Array(Float64Array.of(value).buffer));
  } else if (value instanceof Date) {
    feed(hash.update('Date'), value.getTime());
  } else if (Array.isArray(value)) {
    hash.update(`array ${value.length}:`);
    for (const item of value) feed(hash, item);
  } else if (value !== null && typeof value === 'object') {
    for (const [name, item] of Object.entries(value)) feed(hash.update(`{${name}:`), item);
    hash.update('}');
  } else {
    hash.update(`${typeof value}:${String(value)};`);
  }
}
