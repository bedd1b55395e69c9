import { nodeModule } from './node-module.js';

/** A seed from the system's randomness: an integer from 0 to 2^53 - 1. */
export function drawSeed(): number {
  const source = globalThis.crypto ?? nodeModule('node:crypto')!.webcrypto;
  const [high, low] = source.getRandomValues(new Uint32Array(2));
  return (high! >>> 11) * 2 ** 32 + low!;
}
