// Arrays of numbers: NPY and NPZ, and tables read as numbers, at once or in a stream.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { zipSync } from 'fflate';
import { numbers, numbersCsv, numbersNpy, width } from './support/arrays.mjs';
import { done, lines, newFolder, SMALL } from './support/command.mjs';

const folder = newFolder();
const model = (name) => readFileSync(join(folder, name));

before(async () => {
  writeFileSync(join(folder, 'numbers.npy'), numbersNpy);
  writeFileSync(join(folder, 'numbers.csv'), numbersCsv);
  writeFileSync(join(folder, 'numbers.npz'), zipSync({ 'x.npy': new Uint8Array(numbersNpy) }));
  await done(folder, ['train', 'numbers.npy', '-o', 'npy.vae1', ...SMALL]);
});

test('an array trains, generates, scores and encodes', async () => {
  const [made, score, encode] = await Promise.all([
    done(folder, ['generate', 'npy.vae1', '-n', '7']),
    done(folder, ['score', 'npy.vae1', 'numbers.npy', '--method', 'elbo']),
    done(folder, ['encode', 'npy.vae1', 'numbers.npz']),
  ]);
  assert.equal(lines(made.stdout)[0], 'x0,x1,x2,x3');
  assert.equal(lines(made.stdout).length, 8);
  const { stdout } = await done(folder, ['synthesize', 'numbers.npy', ...SMALL]);
  assert.equal(lines(stdout).length, numbers.length + 1, 'as many rows by default');
  assert.equal(lines(score.stdout).length, numbers.length + 1);
  assert.equal(lines(encode.stdout).length, numbers.length + 1);
});

test('the same numbers in NPZ and CSV make the same model', async () => {
  await done(folder, ['train', 'numbers.npz', '-o', 'npz.vae1', ...SMALL]);
  await done(folder, ['train', 'numbers.csv', '--kind', 'numbers', '-o', 'csv.vae1', ...SMALL]);
  assert.deepEqual(model('npz.vae1'), model('npy.vae1'));
  assert.deepEqual(model('csv.vae1'), model('npy.vae1'));
});

test('a stream trains as the API does with the same stream', async () => {
  const { VAE } = await import('vae1');
  const options = { hiddenDims: [8], latentDim: 2, seed: 1 };
  const vae = new VAE(options);
  await vae.train(() => [numbers], { epochs: 2, shuffleRows: 50 });
  const expected = await vae.generate(3);
  vae.dispose();
  for (const data of ['numbers.npy', 'numbers.csv']) {
    const args = ['train', data, '--kind', 'numbers', '--stream', '--shuffle-rows', '50'];
    await done(folder, [...args, '-o', 'stream.vae1', ...SMALL]);
    const { stdout } = await done(folder, ['generate', 'stream.vae1', '-n', '3']);
    const made = lines(stdout).slice(1).join().split(',');
    assert.deepEqual(
      made.map((value) => Math.fround(Number(value))),
      [...expected],
      data,
    );
    assert.equal(made.length, 3 * width);
  }
});
