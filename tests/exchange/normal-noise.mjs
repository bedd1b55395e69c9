// The noise that calls draw, by "Random numbers" of docs/model-file.md: Philox4x32-10, whose pairs of
// words become normal numbers by Box and Muller.
const EVALUATION = 4;
const SCORING = 8;
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

/** count x latentDim. counter: of the numbers of a place, without its block. */
function normal(seed, purpose, count, latentDim, counter) {
  const key = [seed % 2 ** 32, Math.floor(seed / 2 ** 32) + purpose * 2 ** 24];
  const unit = (word) => (word + 0.5) / 2 ** 32;
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
