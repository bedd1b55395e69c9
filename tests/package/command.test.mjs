// The command of the packed package, as `npx vae1` runs it where it is installed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { csv } from '../cli/support/people.mjs';
import { installedPackage } from './installed-package.mjs';
import { runProgram } from './run-program.mjs';

let consumer;
before(async () => {
  consumer = await installedPackage({ files: { 'people.csv': csv } });
});
after(() => consumer?.remove());

const npx = (...args) =>
  runProgram('npx', ['--offline', 'vae1', ...args], { cwd: consumer.folder });

test('npx vae1 --help shows the commands', async () => {
  const { code, stdout } = await npx('--help');
  assert.equal(code, 0);
  assert.match(stdout, /^vae1 \d+\.\d+\.\d+:/);
  assert.match(stdout, /^ {2}synthesize /m);
});

for (const format of ['csv', 'parquet', 'arrow'])
  test(`npx vae1 synthesize makes rows, as ${format}, and reads them`, async () => {
    const small = ['--epochs', '1', '--hidden-dims', '8'];
    const made = await npx('synthesize', 'people.csv', '-o', `made.${format}`, ...small);
    assert.equal(made.code, 0, made.stderr);
    const compared = await npx('compare', 'people.csv', `made.${format}`, '--json');
    assert.equal(compared.code, 0, compared.stderr);
    assert.equal(JSON.parse(compared.stdout).rows.synthetic, csv.trimEnd().split('\n').length - 1);
  });

test('npx vae1 export writes a model, and import reads it', async () => {
  const small = ['--epochs', '1', '--hidden-dims', '8'];
  for (const args of [
    ['train', 'people.csv', '-o', 'people.vae1', ...small],
    ['export', 'people.vae1', '-o', 'people.safetensors'],
    ['import', 'people.safetensors', '-o', 'again.vae1'],
    ['generate', 'again.vae1', '-n', '2'],
  ]) {
    const { code, stderr } = await npx(...args);
    assert.equal(code, 0, stderr);
  }
});
