// The noise that calls draw, by "Random numbers" of docs/model-file.md: Philox4x32-10, whose words become
// uniform numbers, and pairs of them normal numbers by Box and Muller.
const EVALUATION = 4;
const SCORING = 8;
const IMPUTATION = { latents: 14, cells: 16 };
const MASK = 0xffffffffn;

function philox(counter, key) {
  let [a, b, c, d] = counter.map(BigInt);
  let [k0, k1] = key.map(BigInt);
  for (let round = 0; round < 10; round++) {
    const first = a * 0xd2511f53n;
    const second = c * 0xcd9e8d57n;
    [a, b, c, d] = [
      ...[(second >> 32n) ^ b ^ k0, second & MASK],
      ...[(first >> 32n) ^ d ^ k1, first & MASK],
    ];
    k0 = (k0 + 0x9e3779b9n) & MASK;
    k1 = (k1 + 0xbb67ae85n) & MASK;
  }
  return [a, b, c, d].map(Number);
}

const keyOf = (seed, purpose) => [seed % 2 ** 32, Math.floor(seed / 2 ** 32) + purpose * 2 ** 24];
const unit = (word) => (word + 0.5) / 2 ** 32;

/** count x latentDim. counter: of the numbers of a place, without its block. */
function normal(seed, purpose, count, latentDim, counter) {
  const key = keyOf(seed, purpose);
  const noise = new Float32Array(count * latentDim);
  for (let place = 0; place < count; place++)
    for (let i = 0; i < latentDim; i += 2) {
      const words = philox([Math.floor(i / 4), ...counter(place)], key).slice(i % 4);
      const radius = Math.sqrt(-2 * Math.log(unit(words[0])));
      const angle = 2 * Math.PI * unit(words[1]);
      noise[place * latentDim + i] = radius * Math.cos(angle);
      if (i + 1 < latentDim) noise[place * latentDim + i + 1] = radius * Math.sin(angle);
    }
  return noise;
}

/** Of score(), samples x latentDim, for all rows. */
export const scoringNoise = (seed, samples, latentDim) =>
  normal(seed, SCORING, samples, latentDim, (sample) => [0, 0, sample]);

/** Of evaluate(), rows x latentDim. */
export const evaluationNoise = (seed, rows, latentDim) =>
  normal(seed, EVALUATION, rows, latentDim, (row) => [row, 0, 0]);

/** Of impute() with one draw and, for an independent decoder, one sample: rows x latentDim. */
export const imputationNoise = (seed, rows, latentDim) =>
  normal(seed, IMPUTATION.latents, rows, latentDim, (row) => [row, 0, 0]);

/** Likewise the numbers in [0, 1) that draw the cells: rows x columns of the core. */
export function imputationUniform(seed, rows, columns) {
  const key = keyOf(seed, IMPUTATION.cells);
  // The core has numbers from -1 to 1, in single precision.
  const share = (word) => Math.fround(0.5 * Math.fround(Math.fround(2 * unit(word) - 1) + 1));
  return Float32Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    return share(philox([Math.floor(column / 4), row, 0, 1], key)[column % 4]);
  });
}
