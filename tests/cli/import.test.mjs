// Weights that PyTorch has trained: vae1 import --description.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { VAE } from 'vae1';
import { composed } from '../node/support/safetensors.mjs';
import { done, newFolder, vae1 } from './support/command.mjs';

const folder = newFolder();
const write = (name, content) => writeFileSync(join(folder, name), content);
const weights = composed(
  {
    'fc.weight': { dtype: 'F32', shape: [2, 1], data_offsets: [0, 8] },
    'fc.bias': { dtype: 'F32', shape: [2], data_offsets: [8, 16] },
  },
  new Uint8Array(Float32Array.of(1, 2, 170, 70).buffer),
);
const description = { architecture: { decoder: ['fc'] }, likelihood: 'gaussian' };
write('line.safetensors', weights);
write('line.json', JSON.stringify(description));
write('text.json', 'no JSON');
write('other.json', '{"architecture": "pytorch-examples"}');
write('bad.json', '{"architecture": "resnet"}');

test('the model is that of VAE.import(), and the commands take it', async () => {
  const args = ['import', 'line.safetensors', '--description', 'line.json', '-o', 'line.vae1'];
  const { stderr } = await done(folder, args);
  assert.equal(stderr, 'line.vae1: a model of 12 parameters.\n');
  const model = await VAE.import(weights, description, { worker: false });
  assert.deepEqual(new Uint8Array(readFileSync(join(folder, 'line.vae1'))), await model.save());
  model.dispose();
  const { stdout } = await done(folder, ['generate', 'line.vae1', '-n', '3', '--mean']);
  assert.equal(stdout.trimEnd().split('\n').length, 4);
  write('rows.csv', 'a,b\n171,72\n100,0\n');
  const scored = await done(folder, ['score', 'line.vae1', 'rows.csv']);
  const [, near, far] = scored.stdout.trimEnd().split('\n').map(Number);
  assert.ok(far > near, scored.stdout);
});

const FAULTS = {
  'weights without a description': [
    ['import', 'line.safetensors'],
    1,
    /its metadata have no "vae1"; vae1 import takes, with --description, weights of PyTorch/,
  ],
  'a description that is no JSON': [
    ['import', 'line.safetensors', '--description', 'text.json'],
    1,
    /text\.json is not JSON: /,
  ],
  'a description that is not there': [
    ['import', 'line.safetensors', '--description', 'none.json'],
    1,
    /none\.json does not exist/,
  ],
  'a network that the weights are not of': [
    ['import', 'line.safetensors', '--description', 'other.json'],
    1,
    /line\.safetensors cannot be imported: .* lacks the tensor "fc3\.weight"/,
  ],
  'an unknown network': [
    ['import', 'line.safetensors', '--description', 'bad.json'],
    2,
    /architecture of the description must be 'pytorch-examples', 'ctgan-tvae', or an object of layers/,
  ],
};

for (const [what, [args, exit, sentence]] of Object.entries(FAULTS))
  test(`${what}: a sentence, and exit code ${exit}`, async () => {
    const files = readdirSync(folder);
    const { code, stderr } = await vae1(folder, [...args, '-o', 'x.vae1']);
    assert.equal(code, exit, stderr);
    assert.match(stderr, sentence);
    assert.match(stderr, /^vae1: .*\n$/, 'one line');
    assert.deepEqual(readdirSync(folder), files);
  });
