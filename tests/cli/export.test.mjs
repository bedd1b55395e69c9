// Models for other programs, and models from exported files.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { numbersNpy } from './support/arrays.mjs';
import { done, newFolder, SMALL, vae1 } from './support/command.mjs';
import { csv } from './support/people.mjs';

const folder = newFolder();
const bytes = (name) => new Uint8Array(readFileSync(join(folder, name)));
const DATA = { table: 'people.csv', numbers: 'numbers.npy' };

before(async () => {
  writeFileSync(join(folder, 'people.csv'), csv);
  writeFileSync(join(folder, 'numbers.npy'), numbersNpy);
  for (const [name, data] of Object.entries(DATA)) {
    await done(folder, ['train', data, '-o', `${name}.vae1`, ...SMALL]);
    await done(folder, ['export', `${name}.vae1`, '-o', `${name}.safetensors`]);
  }
});

for (const [name, data] of Object.entries(DATA)) {
  const exported = `${name}.safetensors`;

  test(`${name}: a safetensors file is that of export(), and imports as the same model`, async () => {
    const model = await (name === 'table' ? TableVAE : VAE).load(bytes(`${name}.vae1`));
    assert.deepEqual(bytes(exported), await model.export({ format: 'safetensors' }));
    model.dispose();
    const { stderr } = await done(folder, ['import', exported, '-o', `${name}-again.vae1`]);
    assert.match(stderr, /^\S+-again\.vae1: a model of [\d,]+ parameters\.\n$/);
    await done(folder, ['export', `${name}-again.vae1`, '-o', 'again.safetensors']);
    assert.deepEqual(bytes('again.safetensors'), bytes(exported));
  });

  test(`${name}: every command takes a safetensors file as MODEL`, async () => {
    const commands = [
      ['generate', 'MODEL', '-n', '20'],
      ['score', 'MODEL', data],
      ['encode', 'MODEL', data],
      ['info', 'MODEL', '--json'],
      ...(name === 'table' ? [['impute', 'MODEL', data]] : []),
    ];
    for (const args of commands) {
      const [own, other] = [`${name}.vae1`, exported].map(
        (model) =>
        done(folder, args.map((arg) => (arg === 'MODEL' ? model : arg))), // prettier-ignore
      );
      assert.equal((await other).stdout, (await own).stdout, args[0]);
    }
    const more = ['--continue', exported, '--epochs', '1', '-o', 'more.vae1'];
    await done(folder, ['train', data, ...more]);
    const { stdout } = await done(folder, ['info', 'more.vae1', '--json']);
    assert.equal(JSON.parse(stdout).history.length, 3);
  });
}

test('an ONNX file is that of export(), by the name of the file or by --format', async () => {
  const model = await VAE.load(bytes('numbers.vae1'));
  for (const options of [
    { graph: 'encoder' },
    { graph: 'decoder' },
    { graph: 'score' },
    { graph: 'score', method: 'elbo' },
  ]) {
    const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const expected = await model.export({ format: 'onnx', ...options });
    await done(folder, ['export', 'numbers.vae1', ...flags, '-o', 'graph.onnx']);
    assert.deepEqual(bytes('graph.onnx'), expected);
    const piped = ['export', 'numbers.vae1', ...flags, '--format', 'onnx', '-o', '-'];
    const { bytes: written, stderr } = await done(folder, piped);
    assert.deepEqual(new Uint8Array(written), expected);
    assert.equal(stderr, '');
  }
  model.dispose();
  const table = await TableVAE.load(bytes('table.vae1'));
  for (const options of [{ graph: 'impute' }, { graph: 'score', categories: 'codes' }]) {
    const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    await done(folder, ['export', 'table.vae1', ...flags, '-o', 'table.onnx']);
    assert.deepEqual(bytes('table.onnx'), await table.export({ format: 'onnx', ...options }));
  }
  table.dispose();
});

test('--json says what was written', async () => {
  const args = ['export', 'numbers.vae1', '--graph', 'score', '-o', 'told.onnx', '--json'];
  assert.deepEqual(JSON.parse((await done(folder, args)).stdout), {
    ...{ file: 'told.onnx', format: 'onnx', graph: 'score' },
    bytes: bytes('told.onnx').length,
  });
});

const FAULTS = [
  [
    'a graph that arrays without gaps lack',
    ['export', 'numbers.vae1', '--graph', 'impute', '-o', 'x.onnx'],
    2,
    /--graph must not be impute for this model of arrays: it has no gaps without --missing in vae1 train/,
  ],
  [
    'categories of arrays',
    ['export', 'numbers.vae1', '--graph', 'score', '--categories', 'codes', '-o', 'x.onnx'],
    2,
    /--categories is for --format onnx of tables alone/,
  ],
  [
    'ONNX without a graph',
    ['export', 'numbers.vae1', '-o', 'x.onnx'],
    2,
    /--graph must be one of "encoder", "decoder", "score", "impute" for --format onnx/,
  ],
  [
    'a graph of safetensors',
    ['export', 'numbers.vae1', '--graph', 'score', '-o', 'x.safetensors'],
    2,
    /--graph is for --format onnx alone/,
  ],
  [
    'a method that no graph has',
    ['export', 'numbers.vae1', '--graph', 'score', '--method', 'neighbours', '-o', 'x.onnx'],
    2,
    /--method must not be 'neighbours'/,
  ],
  ['export without -o', ['export', 'table.vae1'], 2, /needs a file for the model: -o FILE/],
  [
    'a name that tells no format',
    ['export', 'table.vae1', '-o', 'x.bin'],
    2,
    /x\.bin does not tell the format of the model: give --format safetensors or onnx/,
  ],
  [
    'a format of rows',
    ['export', 'table.vae1', '--format', 'csv', '-o', 'x.csv'],
    2,
    /--format must be one of 'safetensors', 'onnx', not "csv"/,
  ],
  ['import without -o', ['import', 'table.safetensors'], 2, /needs a file for the model: -o MODEL/],
  ['import without a file', ['import', '-o', 'x.vae1'], 2, /vae1 import needs FILE/],
  [
    'data instead of a model',
    ['import', 'people.csv', '-o', 'x.vae1'],
    1,
    /people\.csv cannot be loaded/,
  ],
  [
    'a safetensors file that is cut',
    ['import', 'cut.safetensors', '-o', 'x.vae1'],
    1,
    /cut\.safetensors cannot be loaded/,
  ],
];

for (const [what, args, exit, sentence] of FAULTS)
  test(`${what}: a sentence, and exit code ${exit}`, async () => {
    const cut = bytes('table.safetensors').subarray(0, 5000);
    writeFileSync(join(folder, 'cut.safetensors'), cut);
    const files = readdirSync(folder);
    const { code, stdout, stderr } = await vae1(folder, args);
    assert.equal(code, exit, stderr);
    assert.match(stderr, sentence);
    assert.match(stderr, /^vae1: .*\n$/, 'one line');
    assert.equal(stdout, '');
    assert.deepEqual(readdirSync(folder), files);
  });
