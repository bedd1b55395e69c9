// The formats of other programs, which a page loads on first use.
import { lazyPart } from '../host/lazy-part.js';

export const exchange = () => lazyPart('exchange.js', () => import('../exchange/exchange.js'));

const JSON_STARTS = /[ \t\r\n{]/;

/**
 * Whether it can be a safetensors file and no model file: it begins with the length of a header, 64
 * bits of which a valid one leaves the upper 32 at 0, and the header with JSON.
 */
export function isSafetensors(file: Uint8Array): boolean {
  return (
    file.length > 8 &&
    file.subarray(4, 8).every((byte) => byte === 0) &&
    JSON_STARTS.test(String.fromCharCode(file[8]!))
  );
}
