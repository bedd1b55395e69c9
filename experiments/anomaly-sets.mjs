import { join } from 'node:path';
import { readNpz } from './npz.mjs';

/** Five of ADBench's sets (https://github.com/Minqi824/ADBench, `datasets/Classical`). */
export const SETS = {
  optdigits: '26_optdigits.npz',
  pageblocks: '27_PageBlocks.npz',
  thyroid: '38_thyroid.npz',
  vowels: '40_vowels.npz',
  cardio: '6_cardio.npz',
};

/**
 * Reads a set by the protocol of the published table. The first half of the normal rows, in the
 * order of the file, are for training. The other normal rows and all anomalies are for testing.
 */
export async function readSet(folder, name) {
  const { X, y } = await readNpz(join(folder, SETS[name]));
  const [count, features] = X.shape;
  const row = (i) => X.values.subarray(i * features, (i + 1) * features);
  const numbers = Array.from({ length: count }, (_, i) => i);
  const normal = numbers.filter((i) => y.values[i] === 0);
  const anomalous = numbers.filter((i) => y.values[i] !== 0);
  const training = normal.slice(0, Math.floor(normal.length / 2));
  const tested = [...normal.slice(training.length), ...anomalous];
  return {
    training: training.map(row),
    test: tested.map(row),
    labels: tested.map((i) => Number(y.values[i] !== 0)),
  };
}
