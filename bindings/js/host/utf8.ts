// Test runners with a made-up document may have neither class among their globals, where Node has both.
import { nodeModule } from './node-module.js';

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  const Encoder = globalThis.TextEncoder ?? nodeModule('node:util')!.TextEncoder;
  return new Encoder().encode(text);
}

/** @throws TypeError for bytes that are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array | undefined): string {
  const Decoder = globalThis.TextDecoder ?? nodeModule('node:util')!.TextDecoder;
  return new Decoder('utf-8', { fatal: true }).decode(bytes);
}
