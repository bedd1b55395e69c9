// Programs for Node that a bundler made one file of, which then lies elsewhere than the package.
import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { skip, toolFile } from './bundlers/tools.mjs';
import { installedPackage } from './installed-package.mjs';
import { runProgram } from './run-program.mjs';

const trainModels = fileURLToPath(new URL('bundlers/app/train-models.js', import.meta.url));

const source = `import { readFileSync } from 'node:fs';
import { trainModels } from './train-models.js';

const { bytes, ...options } = JSON.parse(process.argv[2]);
if (bytes) options.wasmBinary = readFileSync(bytes);
trainModels({ deterministic: true, ...options }).then(
  ({ backend, results }) => console.log(JSON.stringify({ backend, results })),
  ({ message }) => console.log(JSON.stringify({ message })),
);
`;

const DIST = 'node_modules/vae1/dist';
const SIMD = { build: 'simd', threads: 1, worker: false };
const ON_THREADS = { build: 'simd-threads', threads: 2, worker: true };

/** The options of each program, and the build that it then runs on. */
const RUNS = [
  [{ worker: false, build: 'simd', bytes: `${DIST}/vae1-simd.wasm` }, SIMD],
  [{ worker: false, build: 'simd', wasmUrl: `${DIST}/vae1-simd.wasm` }, SIMD],
  [{ threads: 2, workerUrl: `${DIST}/worker.js` }, ON_THREADS],
  [
    { threads: 1, workerUrl: `${DIST}/worker.js` },
    { ...SIMD, worker: true },
  ],
];

let consumer, expected;
if (!skip)
  before(async () => {
    consumer = await installedPackage({ files: { 'program.js': source } });
    await cp(trainModels, join(consumer.folder, 'train-models.js'));
    expected = (await run('program.js', {})).results;
  });
after(() => consumer?.remove());

for (const [format, extension] of [
  ['cjs', 'cjs'],
  ['esm', 'mjs'],
])
  describe(`esbuild --platform=node --format=${format}`, { skip }, () => {
    before(async () => {
      await bundle(format, 'program.js', `out/program.${extension}`);
      await bundle(format, 'vae1/worker.js', `out/own-worker.${extension}`);
    });

    const ownWorker = {
      workerUrl: `out/own-worker.${extension}`,
      wasmUrl: { 'simd-threads': `${DIST}/vae1-simd-threads.wasm` },
    };
    for (const [given, runs] of [...RUNS, [{ threads: 2, ...ownWorker }, ON_THREADS]])
      test(`trains, given ${JSON.stringify(given)}`, async () => {
        const { message, backend, results } = await run(`out/program.${extension}`, given);
        assert.equal(message, undefined);
        assert.deepEqual(backend, runs);
        assert.deepEqual(results, expected);
      });

    test('given nothing, it says what to give', async () => {
      const program = `out/program.${extension}`;
      assert.match((await run(program, {})).message, /no worker could be started: .*workerUrl/);
      const inPlace = await run(program, { worker: false });
      assert.match(inPlace.message, /could not be loaded: .*unless wasmUrl or wasmBinary gives it/);
    });

    test('the package does not request files that the options provide', async () => {
      const given = { worker: false, build: 'simd', bytes: 'program.js' };
      const { message } = await run(`out/program.${extension}`, given);
      assert.match(message, /^build 'simd' could not be loaded with wasmBinary: /);
      assert.doesNotMatch(message, /unless/);
    });
  });

async function bundle(format, entry, outfile) {
  const args = [entry, '--bundle', '--platform=node', `--format=${format}`, `--outfile=${outfile}`];
  const { code, stderr } = await runProgram(toolFile('.bin/esbuild'), args, {
    cwd: consumer.folder,
  });
  assert.equal(code, 0, stderr);
}

/** The program's output, as an object. */
async function run(program, options) {
  const { stdout, stderr } = await runProgram(
    process.execPath,
    [program, JSON.stringify(options)],
    { cwd: consumer.folder },
  );
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}
