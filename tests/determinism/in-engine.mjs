// The functions that the engines run. A page receives a function as source text, so each is
// self-contained.

/**
 * Trains for three epochs.
 * @param {{ data: { type: string, base64: string }, features: number, options: object }} training
 *   `type`: the typed array's constructor
 * @returns {Promise<{ build: string, threads: number, sha256: string, losses: number[] }>} what the
 *   model reports to have run on, and the hash of its file
 */
export async function train({ data: { type, base64 }, features, options }) {
  const { VAE } = await import('vae1');
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const model = new VAE({ seed: 1, epochs: 3, ...options });
  const history = await model.train(new globalThis[type](bytes.buffer), { features });
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await model.save()));
  const { build, threads } = model.backend;
  model.dispose();
  return {
    build,
    threads,
    sha256: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    losses: history.map(({ loss }) => loss),
  };
}

/**
 * Adds an error of 1e-12 to every Math function whose result ECMAScript leaves to the engine.
 * @returns the functions changed
 */
export async function blurMath() {
  const exact = 'abs ceil clz32 f16round floor fround imul max min round sign sqrt trunc'.split(
    ' ',
  );
  const inexact = Object.getOwnPropertyNames(Math).filter(
    (name) => typeof Math[name] === 'function' && !exact.includes(name),
  );
  for (const name of inexact) {
    const original = Math[name];
    Math[name] = (...values) => original(...values) * (1 + 1e-12);
  }
  return inexact;
}

/** Whether the engine's relaxed SIMD multiply-add is fused, that is, rounds once. */
export async function fusesMultiplyAdd() {
  // (func (export "f") (param f32 f32 f32) (result f32)
  //   f32x4.splat of each, f32x4.relaxed_madd, f32x4.extract_lane 0)
  const module = Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, 0x08, 0x01, 0x60, 0x03, 0x7d, 0x7d, 0x7d, 0x01, 0x7d],
    ...[0x03, 0x02, 0x01, 0x00],
    ...[0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00],
    ...[0x0a, 0x16, 0x01, 0x14, 0x00],
    ...[0x20, 0x00, 0xfd, 0x13, 0x20, 0x01, 0xfd, 0x13, 0x20, 0x02, 0xfd, 0x13],
    ...[0xfd, 0x85, 0x02, 0xfd, 0x1f, 0x00, 0x0b],
  );
  const { instance } = await WebAssembly.instantiate(module);
  // (1 + 2^-12)^2 - 1 - 2^-11 is 2^-24, which the product rounded to single precision loses.
  return instance.exports.f(1 + 2 ** -12, 1 + 2 ** -12, -1 - 2 ** -11) !== 0;
}
