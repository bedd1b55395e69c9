// The package's models in PyTorch: python/vae1_torch reads their files, computes the same, and writes them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { TableVAE, VAE } from 'vae1';
import { readModelFile, writeModelFile } from '../../build/js/exchange/file/model-file.js';
import { root } from '../../tools/paths.mjs';
import { kindsOfImages, trainedImages } from '../node/support/image-models.mjs';
import { VERSION_1_MODELS } from '../node/support/version-1-models.mjs';
import { runProgram } from '../package/run-program.mjs';
import { close } from './close.mjs';
import { codedRows } from './coded-rows.mjs';
import { evaluationNoise, scoringNoise } from './normal-noise.mjs';
import { rainyDays } from './rainy-table.mjs';
import { FEATURES, kindsOfModels, spreadsOf, trainedKind } from './small-models.mjs';
import { people, trainedTable } from './small-table.mjs';
import { env, python, skip, temporaryFolder } from './torch-twin.mjs';

const SAMPLES = 7;

const inRows = (values, width) =>
  Array.from({ length: values.length / width }, (_, i) => [
    ...values.subarray(i * width, (i + 1) * width),
  ]);

const latentsOf = ({ latentDim }) =>
  Float32Array.from({ length: 5 * latentDim }, (_, i) => 2 * Math.sin(3 * i));

/**
 * What check_torch.py makes of a file, of rows in the form that the module takes.
 * @returns Its results, and the files that it saves: as it was loaded, and with other weights.
 */
async function inTorch(t, model, file, rows, features) {
  const { latentDim, seed } = model;
  const given = join(await temporaryFolder(t), 'case.json');
  const path = given.replace('case.json', 'model');
  await writeFile(path, file);
  const matrices = {
    rows: inRows(rows, features),
    latents: inRows(latentsOf(model), latentDim),
    noise: inRows(evaluationNoise(seed, rows.length / features, latentDim), latentDim),
    draws: inRows(scoringNoise(seed, SAMPLES, latentDim), latentDim),
  };
  await writeFile(given, JSON.stringify(matrices));
  const script = fileURLToPath(new URL('check_torch.py', import.meta.url));
  const { code, stdout, stderr } = await runProgram(python, [script, path, given], { env });
  assert.equal(code, 0, stderr);
  const [same, trained] = await Promise.all(
    ['same', 'trained'].map(async (name) => new Uint8Array(await readFile(`${path}.${name}`))),
  );
  return { result: JSON.parse(stdout), same, trained };
}

const negated = (values) => values.map((value) => -value);
const losses = ({ loss, reconstruction, kl }) => [loss, reconstruction, kl];

// The two files differ in how they are read, and not in what is computed.
const IN_BOTH_FORMS = ['gaussian, relu', 'a mixture as the prior', 'the best weights'];

for (const [name, kind] of Object.entries(kindsOfModels()))
  for (const form of IN_BOTH_FORMS.includes(name) ? ['model file', 'safetensors'] : ['model file'])
    test(`PyTorch computes the same: ${name}, as a ${form}`, { skip }, async (t) => {
      const { rows, options } = kind;
      const model = await trainedKind(t, kind);
      const saved = await model.save();
      const file = form === 'model file' ? saved : await model.export({ format: 'safetensors' });
      const { result, same, trained } = await inTorch(t, model, file, rows, FEATURES);
      if (form === 'model file') assert.deepEqual(same, saved);

      const of = { features: FEATURES };
      const { mean, logVariance } = await model.encode(rows, of);
      close(result.mean, mean, 'mean', () => 0.1);
      close(result.logVariance, logVariance, 'logVariance', () => 0.1);
      const spreads = spreadsOf(options);
      const decoded = await model.decode(inRows(latentsOf(model), model.latentDim));
      close(result.decoded, decoded, 'decoded', (i) => spreads[i % FEATURES]);
      close(result.losses, losses(await model.evaluate(rows, of)), 'losses', () => 0.01);
      const scores = await model.score(rows, { ...of, method: 'likelihood', samples: SAMPLES });
      close(result.logLikelihood, negated(scores), 'log-likelihood', () => 0.1);

      const loaded = await VAE.load(trained, { worker: false });
      t.after(() => loaded.dispose());
      close(result.trained, losses(await loaded.evaluate(rows, of)), 'losses', () => 0.01);
      assert.deepEqual(
        [loaded.history.length, loaded.bestEpoch],
        [model.history.length, undefined],
      );
    });

/** A model of bytes sees them divided by 255. */
const shares = (bytes) => Float32Array.from(bytes, (byte) => byte / 255);

for (const [name, kind] of Object.entries(kindsOfImages()))
  for (const form of ['model file', 'safetensors'])
    test(`PyTorch computes the same of images: ${name}, as a ${form}`, { skip }, async (t) => {
      const { rows, features } = kind;
      const model = await trainedImages(t, kind, { epochs: 10, validation: 0.25 });
      const saved = await model.save();
      const file = form === 'model file' ? saved : await model.export({ format: 'safetensors' });
      const { result, same, trained } = await inTorch(t, model, file, shares(rows), features);
      if (form === 'model file') assert.deepEqual(same, saved);

      const { mean, logVariance } = await model.encode(rows);
      close(result.mean, mean, 'mean', () => 0.1);
      close(result.logVariance, logVariance, 'logVariance', () => 0.1);
      const decoded = await model.decode(inRows(latentsOf(model), model.latentDim));
      close(result.decoded, decoded, 'decoded', () => 0.1);
      close(result.losses, losses(await model.evaluate(rows)), 'losses', () => 1);
      const scores = await model.score(rows, { method: 'likelihood', samples: SAMPLES });
      close(result.logLikelihood, negated(scores), 'log-likelihood', () => features);

      const loaded = await VAE.load(trained, { worker: false });
      t.after(() => loaded.dispose());
      close(result.trained, losses(await loaded.evaluate(rows)), 'losses', () => 1);
      assert.deepEqual(loaded.image, model.image);
    });

const TABLES = {
  'cell after cell': { options: { decoder: 'autoregressive' } },
  'from the latents alone': {},
  'cell after cell, with conditions': {
    options: { decoder: 'autoregressive', conditions: ['job', 'age'] },
  },
  'with conditions and a mixture as the prior': {
    options: { conditions: ['job', 'age'], prior: 'mixture' },
  },
  'whose numbers have many levels': { options: { decoder: 'autoregressive' }, rows: rainyDays },
  'of mixtures, from a file of the past': {
    rows: VERSION_1_MODELS.table.data,
    past: 'table',
  },
};

for (const [name, { options, rows = people, past }] of Object.entries(TABLES))
  test(`PyTorch computes the same: a table ${name}`, { skip }, async (t) => {
    const model = past ? await pastTable(t, past) : await trainedTable(t, options, rows);
    const saved = await model.save();
    const coded = await codedRows(saved, rows);
    const features = coded.length / rows.length;
    const { result, same, trained } = await inTorch(t, model, saved, coded, features);
    assert.deepEqual(same, saved);

    const { mean, logVariance } = await model.encode(rows);
    close(result.mean, mean, 'mean', () => 0.1);
    close(result.logVariance, logVariance, 'logVariance', () => 0.1);
    close(result.losses, losses(await model.evaluate(rows)), 'losses', () => 0.01);
    assert.deepEqual(
      levelsOf(saved, result.decoded),
      levelsOf(saved, result.decoded, await codedRows(saved, await model.reconstruct(rows))),
    );
    const scores = await model.score(rows, { method: 'likelihood', samples: SAMPLES });
    close(result.logLikelihood, negated(scores), 'log-likelihood', () => 0.1);

    const loaded = await TableVAE.load(trained, { worker: false });
    t.after(() => loaded.dispose());
    close(result.trained, losses(await loaded.evaluate(rows)), 'losses', () => 0.01);
    assert.deepEqual(loaded.schema, model.schema);
  });

/**
 * The levels of coded cells, as far as they have some.
 * @param known Other cells to take the levels of, but where they are NaN: gaps that the model made.
 */
function levelsOf(file, cells, known = cells) {
  const { columns } = readModelFile(file).descriptions;
  const isLevel = columns.map(({ kind }) => kind !== 'real' && kind !== 'offset');
  return cells.map((cell, at) => {
    if (!isLevel[at % columns.length]) return 0;
    return Math.floor(Number.isNaN(known[at]) ? cell : known[at]);
  });
}

async function pastTable(t, name) {
  const file = await readFile(join(root, 'tests/fixtures/model-files', `${name}.vae1`));
  const model = await TableVAE.load(new Uint8Array(file), { worker: false });
  t.after(() => model.dispose());
  return model;
}

test('all that a file has is there after load() and save()', { skip }, async (t) => {
  const model = await trainedKind(t, {
    rows: kindsOfModels()['gaussian, relu'].rows,
    options: { prior: 'mixture', referenceRows: 9 },
    train: { validation: 0.3 },
  });
  const { rows } = kindsOfModels()['gaussian, relu'];
  await model.fitThreshold(rows, { features: FEATURES, quantile: 0.9 });
  await model.generate(3);
  const saved = await model.save();
  const { same } = await inTorch(t, model, saved, rows, FEATURES);
  assert.deepEqual(same, saved);
});

test('an exported table imputes the same after load() and save()', { skip }, async (t) => {
  const model = await trainedTable(t, { decoder: 'autoregressive', conditions: ['age'] });
  const file = await model.export({ format: 'safetensors' });
  const coded = await codedRows(await model.save(), people);
  const { same } = await inTorch(t, model, file, coded, coded.length / people.length);
  const loaded = await TableVAE.load(same, { worker: false });
  t.after(() => loaded.dispose());
  assert.deepEqual(await loaded.impute(people), await model.impute(people));
});

test('it has the version of the package', () => {
  const read = (file) => readFileSync(join(root, file), 'utf8');
  const { version } = JSON.parse(read('package.json'));
  assert.match(read('python/pyproject.toml'), new RegExp(`^version = "${version}"$`, 'm'));
});

/** Files of a table that cannot have the copula that they say. */
async function wrongCopulas(t) {
  const model = await trainedTable(t, { decoder: 'autoregressive' });
  const saved = await model.save();
  return [
    ({ copula }) => (copula.mean[0] = NaN),
    ({ copula }) => (copula.covariance[0] = 0),
    ({ copula }) => (copula.covariance[1] += 0.1),
    (descriptions) => (descriptions.copula = { mean: [0], covariance: [1] }),
    ({ options }) => (options.decoder = 'independent'),
  ].map((change) => {
    const parts = readModelFile(saved);
    change(parts.descriptions);
    return writeModelFile(parts, (name) => name);
  });
}

/** Prints a line for each file: the error of loading it. All in one program, since torch starts slowly. */
const WHY_NOT = `
import sys, vae1_torch
for path in sys.argv[1:]:
    try:
        vae1_torch.load(path)
        print('is read')
    except Exception as error:
        print(f'{type(error).__name__}: {error}')
`;

test('damaged files are refused with a sentence', { skip }, async (t) => {
  const folder = await temporaryFolder(t);
  const model = await trainedTable(t);
  const [exported, saved] = [await model.export({ format: 'safetensors' }), await model.save()];
  const past = await readFile(join(root, 'tests/fixtures/model-files/table.vae1'));
  const flipped = Uint8Array.from(saved);
  flipped[100] ^= 1;
  const cases = [
    [exported.subarray(0, 100), /FileError: .* its header would have \d+ bytes/],
    [
      exported.subarray(0, -4),
      /FileError: .* has a tensor ".*" whose offsets do not fit its shape/,
    ],
    [saved.subarray(0, -4), /FileError: .* is damaged or incomplete: its checksum does not match/],
    [flipped, /FileError: .* is damaged or incomplete: its checksum does not match/],
    [
      past,
      /FileError: .* has format version 1, and this reads 2; load\(\) and save\(\) of the pack/,
    ],
    [Buffer.from('id,name\n1,Ann\n'), /FileError: .* its header would have \d+ bytes/],
    ...(await wrongCopulas(t)).map((file) => [file, /FileError: .* is not valid: .* copula/]),
  ];
  const paths = cases.map((_, index) => join(folder, String(index)));
  for (const [index, [content]] of cases.entries()) await writeFile(paths[index], content);
  const { stdout, stderr } = await runProgram(python, ['-c', WHY_NOT, ...paths], { env });
  const said = stdout.trimEnd().split('\n');
  assert.equal(said.length, cases.length, stderr);
  for (const [index, [, sentence]] of cases.entries()) assert.match(said[index], sentence);
});

test('no damage to a file raises anything else', { skip }, async (t) => {
  const folder = await temporaryFolder(t);
  const { rows } = kindsOfModels()['gaussian, relu'];
  const kind = {
    rows,
    options: { prior: 'mixture', referenceRows: 9 },
    train: { validation: 0.3 },
  };
  const models = [
    await trainedKind(t, kind),
    await trainedTable(t, { decoder: 'autoregressive', conditions: ['job'] }),
    await trainedImages(t, kindsOfImages()['channels first, groups and a residual block'], {
      epochs: 1,
    }),
  ];
  const paths = [];
  for (const model of models)
    for (const file of [await model.save(), await model.export({ format: 'safetensors' })]) {
      paths.push(join(folder, String(paths.length)));
      await writeFile(paths.at(-1), file);
    }
  const script = fileURLToPath(new URL('check_damage.py', import.meta.url));
  const { code, stderr } = await runProgram(python, [script, ...paths], { env });
  assert.equal(code, 0, stderr);
});
