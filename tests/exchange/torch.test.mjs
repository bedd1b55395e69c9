// The package's models in PyTorch: python/vae1_torch reads the safetensors files and computes the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { TableVAE } from 'vae1';
import { root } from '../../tools/paths.mjs';
import { findPythonWith } from '../../tools/toolchain/python-modules.mjs';
import { runProgram } from '../package/run-program.mjs';
import { close } from './close.mjs';
import { evaluationNoise, scoringNoise } from './normal-noise.mjs';
import { FEATURES, kindsOfModels, ROWS, spreadsOf, trainedKind } from './small-models.mjs';

const python = findPythonWith('torch', 'numpy');
const skip = !python && 'no python3 here has torch; PYTHON names another';
const SAMPLES = 7;
const env = { ...process.env, PYTHONPATH: join(root, 'python'), PYTHONDONTWRITEBYTECODE: '1' };

async function temporaryFolder(t) {
  const folder = await mkdtemp(join(tmpdir(), 'vae1-torch-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

const inRows = (values, width) =>
  Array.from({ length: values.length / width }, (_, i) => [
    ...values.subarray(i * width, (i + 1) * width),
  ]);

for (const [name, kind] of Object.entries(kindsOfModels()))
  test(`PyTorch computes the same: ${name}`, { skip }, async (t) => {
    const { rows, options } = kind;
    const model = await trainedKind(t, kind);
    const { latentDim, seed } = model;
    const latents = Float32Array.from({ length: 5 * latentDim }, (_, i) => 2 * Math.sin(3 * i));
    const draws = scoringNoise(seed, SAMPLES, latentDim);
    const folder = await temporaryFolder(t);
    const [file, given] = [join(folder, 'model.safetensors'), join(folder, 'case.json')];
    await writeFile(file, await model.export({ format: 'safetensors' }));
    const matrices = {
      rows: inRows(rows, FEATURES),
      latents: inRows(latents, latentDim),
      noise: inRows(evaluationNoise(seed, ROWS, latentDim), latentDim),
      draws: inRows(draws, latentDim),
    };
    await writeFile(given, JSON.stringify(matrices));
    const script = fileURLToPath(new URL('check_torch.py', import.meta.url));
    const { code, stdout, stderr } = await runProgram(python, [script, file, given], { env });
    assert.equal(code, 0, stderr);
    const result = JSON.parse(stdout);

    const of = { features: FEATURES };
    const { mean, logVariance } = await model.encode(rows, of);
    close(result.mean, mean, 'mean', () => 0.1);
    close(result.logVariance, logVariance, 'logVariance', () => 0.1);
    const spreads = spreadsOf(options);
    close(
      result.decoded,
      await model.decode(matrices.latents),
      'decoded',
      (i) => spreads[i % FEATURES],
    );
    const { loss, reconstruction, kl } = await model.evaluate(rows, of);
    close(result.losses, [loss, reconstruction, kl], 'losses', () => 0.01);
    const scores = await model.score(rows, { ...of, method: 'likelihood', samples: SAMPLES });
    close(
      result.logLikelihood,
      scores.map((score) => -score),
      'log-likelihood',
      () => 0.1,
    );
  });

test('it has the version of the package', () => {
  const read = (file) => readFileSync(join(root, file), 'utf8');
  const { version } = JSON.parse(read('package.json'));
  assert.match(read('python/pyproject.toml'), new RegExp(`^version = "${version}"$`, 'm'));
});

test('a table and a damaged file are refused with a sentence', { skip }, async (t) => {
  const folder = await temporaryFolder(t);
  const table = new TableVAE({ hiddenDims: [4], latentDim: 2, worker: false });
  t.after(() => table.dispose());
  await table.train({ a: Array.from({ length: 30 }, (_, i) => i % 7) }, { epochs: 1 });
  const file = await table.export({ format: 'safetensors' });
  const program = 'import sys, vae1_torch; vae1_torch.load(sys.argv[1])';
  for (const [content, sentence] of [
    [file, /FileError: .* is a model of TableVAE/],
    [file.subarray(0, 100), /FileError: .* its header would have \d+ bytes/],
    [file.subarray(0, -4), /FileError: .* has a tensor ".*" whose offsets do not fit its shape/],
  ]) {
    const path = join(folder, 'model.safetensors');
    await writeFile(path, content);
    const { code, stderr } = await runProgram(python, ['-c', program, path], { env });
    assert.equal(code, 1);
    assert.match(stderr, sentence);
  }
});
