// Trainings of the PyTorch twin in several processes, which nothing but their environment starts.
import assert from 'node:assert/strict';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TableVAE, VAE } from 'vae1';
import { readModelFile } from '../../build/js/exchange/file/model-file.js';
import { runProgram } from '../package/run-program.mjs';
import { writeCodedRows } from './coded-rows.mjs';
import { sameModels } from './same-models.mjs';
import { people } from './small-table.mjs';
import {
  env,
  python,
  skip,
  startRanks,
  temporaryFolder,
  train,
  trainInRanks,
} from './torch-twin.mjs';

const rowsFrom = (first, count) =>
  Array.from({ length: count }, (_, i) =>
    Array.from(
      { length: 4 },
      (_, j) => j + Math.sin(1.3 * (first + i) + j) + 0.2 * Math.cos(i * i),
    ),
  );
const rows = rowsFrom(0, 1000);

/** A model trained for some epochs, its file, and the rows coded for it in files of several sizes. */
async function started(t, options = {}, training = { epochs: 5 }) {
  const folder = await temporaryFolder(t);
  const model = new VAE({
    ...{ latentDim: 2, hiddenDims: [12], batchSize: 50, epochs: 5, seed: 3, worker: false },
    ...{ prior: 'standard', activation: 'tanh', ...options },
  });
  t.after(() => model.dispose());
  await model.train(rows, training);
  const file = await model.save();
  const from = join(folder, 'start.vae1');
  await writeFile(from, file);
  const data = await writeCodedRows(join(folder, 'rows'), file, rows, [130, 400, 410, 1000]);
  const to = (name) => join(folder, `${name}.vae1`);
  const args = (name, ...more) => ['--data', ...data, '--model', from, '--out', to(name), ...more];
  return { folder, model, from, file, data, to, args };
}

function assertEnded(ends) {
  for (const { code, stderr } of ends) assert.equal(code, 0, stderr);
}

test(
  'one process of an engine gives the bytes of none, two differ by sums',
  { skip },
  async (t) => {
    const { args, to, model } = await started(t);
    assertEnded([await train(args('plain'))]);
    assertEnded(await trainInRanks(1, args('one')));
    assertEnded(await trainInRanks(2, args('two')));
    const [plain, one, two] = await Promise.all(
      ['plain', 'one', 'two'].map((name) => readFile(to(name))),
    );
    assert.ok(plain.equals(one));
    sameModels(two, plain, 1e-6);
    await model.train(rows, { epochs: 5 });
    sameModels(two, await model.save(), 1e-5);
  },
);

test(
  'package, two processes, package: as if the package had trained all along',
  { skip },
  async (t) => {
    const { args, to, model } = await started(t);
    assertEnded(await trainInRanks(2, args('end')));
    const further = await VAE.load(new Uint8Array(await readFile(to('end'))), { worker: false });
    t.after(() => further.dispose());
    await further.train(rows, { epochs: 5 });
    await model.train(rows, { epochs: 10 });
    assert.equal(further.history.length, 15);
    for (const [i, { loss }] of further.history.entries())
      assert.ok(Math.abs(loss - model.history[i].loss) < 1e-5, `epoch ${i + 1}`);
    sameModels(await further.save(), await model.save(), 1e-5);
  },
);

test('two processes train a table as the package does', { skip }, async (t) => {
  const folder = await temporaryFolder(t);
  const model = new TableVAE({
    ...{ latentDim: 2, hiddenDims: [12], batchSize: 32, epochs: 4, seed: 3, worker: false },
    ...{ prior: 'standard', activation: 'tanh', freeBits: 0.05, conditions: ['job'] },
  });
  t.after(() => model.dispose());
  const training = { validation: 0, epochs: 4 };
  await model.train(people, training);
  const file = await model.save();
  const [from, to] = ['start.vae1', 'end.vae1'].map((name) => join(folder, name));
  await writeFile(from, file);
  const data = await writeCodedRows(join(folder, 'rows'), file, people, [200, people.length]);
  assertEnded(await trainInRanks(2, ['--data', ...data, '--model', from, '--out', to]));
  await model.train(people, training);
  sameModels(await readFile(to), await model.save(), 1e-5);
});

test('a training goes on where a killed process has left it', { skip }, async (t) => {
  const { args, to, folder } = await started(t);
  const more = ['--epochs', '12', '--checkpoint-batches', '7'];
  assertEnded(await trainInRanks(2, args('whole', ...more)));

  const checkpoint = join(folder, 'killed.vae1.checkpoint');
  const [first, second] = await startRanks(2, args('killed', ...more));
  while (second.child.exitCode === null && !(await exists(checkpoint))) await delay(5);
  second.child.kill('SIGKILL');
  const [left, killed] = await Promise.all([first.end, second.end]);
  assert.equal(killed.signal, 'SIGKILL');
  assert.equal(left.code, 1);
  assert.match(
    left.stderr,
    /the processes have lost each other .* goes on from the last checkpoint\n$/,
  );
  assert.ok(!(await exists(to('killed'))));

  assertEnded(await trainInRanks(2, args('killed', ...more)));
  const [whole, again] = await Promise.all(['whole', 'killed'].map((name) => readFile(to(name))));
  assert.ok(whole.equals(again));
  assert.ok(!(await exists(checkpoint)));
});

test('held-out rows choose the best epoch and stop it, as in the package', { skip }, async (t) => {
  // More than are measured at once.
  const validation = rowsFrom(5000, 9000).map((row, i) =>
    row.map((x, j) => x + 0.5 * Math.cos(i + j)),
  );
  const earlyStopping = { patience: 3 };
  const { args, to, model, file, folder } = await started(
    t,
    { learningRate: 0.05 },
    { epochs: 2, validation },
  );
  const heldOut = await writeCodedRows(join(folder, 'held-out'), file, validation, [50, 9000]);
  const options = ['--held-out', ...heldOut, '--patience', '3', '--epochs', '60'];
  assertEnded(await trainInRanks(2, args('end', ...options)));
  await model.train(rows, { epochs: 60, validation, earlyStopping });
  const { descriptions } = readModelFile(new Uint8Array(await readFile(to('end'))));
  assert.equal(descriptions.best.epoch, model.bestEpoch);
  assert.ok(model.history.length < 62, 'the package stops, too');
  sameModels(new Uint8Array(await readFile(to('end'))), await model.save(), 1e-4);
});

test(
  'each row comes once an epoch, in the same batches for any number of processes',
  {
    skip,
  },
  async (t) => {
    const { from, data } = await started(t, {}, { epochs: 1 });
    const script = fileURLToPath(new URL('check_row_order.py', import.meta.url));
    const { code, stderr } = await runProgram(python, [script, from, ...data], { env });
    assert.equal(code, 0, stderr);
  },
);

test('what cannot be trained ends with a sentence, and leaves no file', { skip }, async (t) => {
  const { args, folder, from, file, data } = await started(t, {}, { epochs: 1 });
  const path = (name) => join(folder, name);
  await writeFile(path('cut.vae1'), file.subarray(0, -9));
  const cut = (await readFile(data[1])).subarray(0, -4);
  await writeFile(path('cut.safetensors'), cut);
  const infinite = await readFile(data[0]);
  infinite.writeFloatLE(Infinity, infinite.length - 8);
  await writeFile(path('infinite.safetensors'), infinite);
  const [foreign] = await writeCodedRows(path('foreign'), await foreignFile(t), rows);
  await writeFile(path('bad.vae1.checkpoint'), 'nothing');
  const before = await readdir(folder);
  const into = ['--model', from, '--out', path('bad.vae1')];
  const elsewhere = ['--checkpoint', path('c')];
  const cases = [
    [1, /there is no file .*none\*/, ['--data', path('none*'), ...into, ...elsewhere]],
    [
      1,
      /cut\.vae1 is damaged or incomplete: its checksum/,
      ['--data', data[0], '--model', path('cut.vae1'), '--out', path('bad.vae1'), ...elsewhere],
    ],
    [
      1,
      /cut\.safetensors has a tensor "rows" whose offsets/,
      ['--data', path('cut.safetensors'), ...into, ...elsewhere],
    ],
    [
      1,
      /infinite\.safetensors has inf in column 2 of row 129/,
      ['--data', path('infinite.safetensors'), ...into, ...elsewhere],
    ],
    [
      1,
      /foreign-0\.safetensors was coded for another model/,
      ['--data', foreign, ...into, ...elsewhere],
    ],
    [1, /start\.vae1 is no safetensors file/, ['--data', from, ...into, ...elsewhere]],
    [1, /bad\.vae1\.checkpoint is no checkpoint/, ['--data', ...data, ...into]],
    [1, /the training diverged/, args('bad', '--learning-rate', '1e30', ...elsewhere)],
    [2, /--patience needs --held-out/, args('bad', '--patience', '3', ...elsewhere)],
    [2, /0 is not a whole number of at least 1/, args('bad', '--epochs', '0', ...elsewhere)],
  ];
  for (const [exit, sentence, argumentsOf] of cases) {
    const { code, stderr, stdout } = await train(argumentsOf);
    assert.equal(code, exit, stderr);
    assert.match(stderr, sentence);
    assert.doesNotMatch(stderr, /Traceback/);
    assert.equal(stdout, '');
  }
  const after = (await readdir(folder)).filter((name) => name !== 'c');
  assert.deepEqual(after, before);
});

/** Of a model with another scaling. */
async function foreignFile(t) {
  const model = new VAE({ latentDim: 2, hiddenDims: [4], worker: false, prior: 'standard' });
  t.after(() => model.dispose());
  await model.train(rowsFrom(7, 50), { epochs: 1 });
  return model.save();
}

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );
