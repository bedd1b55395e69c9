/** What the JavaScript engine can run, as far as it decides on the build. */
export interface EngineFeatures {
  /** 128-bit SIMD in WebAssembly. */
  readonly simd: boolean;
}

export function detectFeatures(): EngineFeatures {
  return {
    simd: typeof WebAssembly === 'object' && WebAssembly.validate(SIMD_MODULE),
  };
}

// (module (func (result v128) i32.const 0 i8x16.splat))
const SIMD_MODULE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b], // one type: () -> v128
  ...[0x03, 0x02, 0x01, 0x00], // one function, of that type
  ...[0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0x0b], // its code
);
