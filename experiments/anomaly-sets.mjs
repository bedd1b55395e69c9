import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readNpz } from './npz.mjs';
import { uniform } from './uniform.mjs';

/** How the normal rows are halved: as the published table does it, and at random. */
export const PROTOCOLS = ['first halves', 'random halves'];

/** The sets of a folder: files of ADBench (https://github.com/Minqi824/ADBench), with X and y. */
export async function setsOf(folder) {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.npz')).sort();
  if (files.length === 0) throw new Error(`${folder} has no .npz file`);
  return files.map((file) => ({
    name: file.replace(/^\d+_|\.npz$/g, ''),
    read: () => readNpz(join(folder, file)),
  }));
}

/**
 * Half of the normal rows are for training; the other normal rows and all anomalies are for
 * testing. All are standardised by the training rows.
 */
export function halved({ X, y }, protocol, seed) {
  const [count, features] = X.shape;
  const numbers = Array.from({ length: count }, (_, i) => i);
  const normal = numbers.filter((i) => y.values[i] === 0);
  if (protocol === 'random halves') shuffle(normal, seed);
  const half = Math.floor(normal.length / 2);
  const anomalous = numbers.filter((i) => y.values[i] !== 0);
  const tested = [...normal.slice(half), ...anomalous];
  const rows = (indices) => indices.map((i) => X.values.subarray(i * features, (i + 1) * features));
  const training = rows(normal.slice(0, half));
  const scale = standardiser(training);
  return {
    training: training.map(scale),
    test: rows(tested).map(scale),
    labels: tested.map((i) => Number(y.values[i] !== 0)),
  };
}

function standardiser(rows) {
  const columns = Array.from(rows[0], (_, j) => {
    const mean = rows.reduce((sum, row) => sum + row[j], 0) / rows.length;
    const variance = rows.reduce((sum, row) => sum + (row[j] - mean) ** 2, 0) / rows.length;
    return { mean, deviation: Math.sqrt(variance) || 1 };
  });
  return (row) => row.map((x, j) => (x - columns[j].mean) / columns[j].deviation);
}

/** Fisher and Yates. */
function shuffle(items, seed) {
  const next = uniform(seed);
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * next());
    [items[i], items[j]] = [items[j], items[i]];
  }
}
