// Where the package's files are, if not beside it: workerUrl, wasmUrl and wasmBinary.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { VAE } from 'vae1';
import { failure } from '../support/failures.mjs';
import { data, FEATURES, SMALL, trainedModel } from '../support/models.mjs';

const WASM = fileURLToPath(import.meta.resolve('vae1/vae1-simd.wasm'));
const WORKER = fileURLToPath(import.meta.resolve('vae1/worker.js'));

let folder, moved, bytes;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vae1-placed-'));
  moved = join(folder, 'moved.wasm');
  await copyFile(WASM, moved);
  bytes = await readFile(WASM);
});
after(() => rm(folder, { recursive: true }));

const options = { ...SMALL, seed: 3, build: 'simd' };
const generated = async (t, more) => (await trainedModel(t, { ...options, ...more })).generate(4);

for (const worker of [true, false]) {
  test(`a build's WebAssembly comes from where the options say, worker: ${worker}`, async (t) => {
    const usual = await generated(t, { worker });
    const compiled = await WebAssembly.compile(bytes);
    const compiledElsewhere = runInNewContext('new WebAssembly.Module(bytes)', { bytes });
    for (const place of [
      { wasmUrl: moved },
      { wasmUrl: relative('.', moved) },
      { wasmUrl: pathToFileURL(moved) },
      { wasmUrl: pathToFileURL(moved).href },
      { wasmUrl: { simd: moved } },
      { wasmBinary: bytes },
      { wasmBinary: Uint8Array.from(bytes).buffer },
      { wasmBinary: compiled },
      { wasmBinary: compiledElsewhere },
      { wasmBinary: { simd: bytes } },
    ])
      assert.deepEqual(await generated(t, { worker, ...place }), usual, JSON.stringify(place));
    assert.ok(bytes.length > 0, 'the bytes are no longer the caller’s');
  });

  test(`what is no WebAssembly of the build is said, worker: ${worker}`, async (t) => {
    const empty = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0); // valid, with nothing in it
    const text = new TextEncoder().encode('<!doctype html>');
    for (const place of [
      { wasmUrl: join(folder, 'absent.wasm') },
      { wasmBinary: text },
      { wasmBinary: empty },
    ]) {
      const training = trainedModel(t, { ...options, worker, ...place });
      await assert.rejects(
        training,
        failure(
          'ERR_OPTION',
          /^build 'simd' could not be loaded(: | with file:.*absent\.wasm: | with wasmBinary: )(?!.*(Aborted|ASSERTIONS))/,
        ),
      );
    }
  });
}

for (const worker of [true, false])
  test(`bytes that were transferred away are named, worker: ${worker}`, async (t) => {
    const detach = ({ buffer }) => structuredClone(buffer, { transfer: [buffer] });
    const sentence = failure('ERR_OPTION', /^wasmBinary .* has no bytes: .*transferred/);
    const copy = () => Uint8Array.from(bytes);
    for (const form of [(array) => array, ({ buffer }) => buffer, (simd) => ({ simd })]) {
      const array = copy();
      const wasmBinary = form(array);
      detach(array);
      assert.throws(() => new VAE({ ...options, worker, wasmBinary }), sentence);

      const later = copy();
      const model = new VAE({ ...options, worker, wasmBinary: form(later) });
      t.after(() => model.dispose());
      detach(later);
      await assert.rejects(model.train(data, { features: FEATURES }), sentence);
    }
  });

test('of several builds the best that runs is taken, and no other', async (t) => {
  const sources = { 'simd-threads': undefined, simd: moved };
  const model = await trainedModel(t, { ...SMALL, threads: 2, wasmUrl: sources });
  assert.equal(model.backend.build, 'simd');
  assert.throws(
    () => new VAE({ build: 'relaxed', wasmUrl: { simd: moved } }),
    failure('ERR_OPTION', /build 'relaxed' is not among those that wasmUrl or wasmBinary has/),
  );
});

test('one file needs the name of its build, and one option is enough', () => {
  assert.throws(
    () => new VAE({ wasmUrl: moved }),
    failure('ERR_OPTION', /^wasmUrl is one file, so build must name/),
  );
  assert.throws(
    () => new VAE({ build: 'simd', wasmUrl: moved, wasmBinary: bytes }),
    failure('ERR_OPTION', /wasmUrl and wasmBinary are both given/),
  );
});

test('what is no place of a file is named', () => {
  for (const [wrong, sentence] of [
    [{ wasmUrl: 3 }, /^wasmUrl of new VAE\(\) must be a string or a URL, or .*, not 3\.$/],
    [{ wasmUrl: { sims: moved } }, /^wasmUrl of .* has no option "sims"; did you mean "simd"\?/],
    [{ wasmUrl: { simd: null } }, /^simd in wasmUrl of .* must be a string or a URL, not null\.$/],
    [{ wasmUrl: 'http://:1' }, /^wasmUrl must be the address of a file, not "http:\/\/:1"\.$/],
    [{ wasmBinary: moved }, /^wasmBinary of new VAE\(\) must be one of .*, not "/],
    [{ wasmBinary: { simd: moved } }, /^simd in wasmBinary of .* must be one of .*, not "/],
  ])
    assert.throws(() => new VAE({ build: 'simd', ...wrong }), failure('ERR_OPTION', sentence));
});

test('the worker runs the script that workerUrl names', async (t) => {
  const usual = await generated(t, {});
  for (const workerUrl of [WORKER, pathToFileURL(WORKER), relative('.', WORKER)])
    assert.deepEqual(await generated(t, { workerUrl }), usual);
  const missing = trainedModel(t, { ...options, workerUrl: join(folder, 'absent.js') });
  await assert.rejects(missing, failure('ERR_OPTION', /no worker could be started: .*absent\.js/));
  assert.throws(
    () => new VAE({ workerUrl: 7 }),
    failure(
      'ERR_OPTION',
      /^workerUrl of new VAE\(\) must be a string, a URL or a TrustedScriptURL/,
    ),
  );
});

test('a loaded model runs on the files that load() is told of', async (t) => {
  const model = await trainedModel(t, options);
  const rows = data.subarray(0, FEATURES);
  const place = { build: 'simd', wasmUrl: moved, workerUrl: WORKER };
  const copy = await VAE.load(await model.save(), place);
  assert.deepEqual(await copy.reconstruct(rows), await model.reconstruct(rows));
  copy.dispose();
});

test('paths are those of Node where a test has made up a document', async (t) => {
  globalThis.document = { baseURI: 'http://localhost/' };
  t.after(() => delete globalThis.document);
  const usual = await generated(t, {});
  const place = { wasmUrl: relative('.', moved), workerUrl: relative('.', WORKER) };
  assert.deepEqual(await generated(t, place), usual);
});
