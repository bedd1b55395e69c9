// What Node prints for an error that a program does not catch.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { NODES } from '../node-versions/node-program.mjs';
import { installedPackage } from './installed-package.mjs';
import { runProgram } from './run-program.mjs';

const IMPORTS = "import { compareTables, inferSchema, TableVAE, VAE } from 'vae1';\n";
const FILE = "(await import('node:fs')).readFileSync('node_modules/vae1/dist/vae1-simd.wasm')";

/** Programs that fail, and a word of the sentence. */
const PROGRAMS = {
  'an option that is misspelt': ['new VAE({ latentdim: 3 })', 'latentdim'],
  'an option of the wrong kind': ["new TableVAE({ seed: 'x' })", 'seed'],
  'a call before training': ['await new VAE().generate(3)', 'generate()'],
  'a value that cannot be trained on': ['await new VAE().train([[1], [NaN]])', 'NaN'],
  'the same, in place': ['await new VAE({ worker: false }).train([[1], [NaN]])', 'NaN'],
  'a promise that nobody awaits': ['new VAE().train([])', 'rows'],
  'a column that is told wrong': [
    "await inferSchema([{ a: 1 }], { columns: { a: 'nothing' } })",
    '"nothing"',
  ],
  'tables of other columns': ['await compareTables([{ a: 1 }], [{ b: 1 }])', 'synthetic'],
  'no model file': ['await VAE.load(new Uint8Array(9))', 'model file'],
  'a worker that is not there': [
    "await new VAE({ workerUrl: '/nowhere.js' }).train([[1], [2]])",
    'workerUrl',
  ],
  'a file of another build, thrown through its JavaScript': [
    `await new VAE({ build: 'simd-threads', wasmBinary: ${FILE} }).train([[1], [2]])`,
    "'simd-threads'",
  ],
  'a file that is not there, thrown through its JavaScript': [
    "await new VAE({ worker: false, build: 'simd', wasmUrl: '/nowhere.wasm' }).train([[1], [2]])",
    '/nowhere.wasm',
  ],
};

let consumer;
before(async () => {
  const files = Object.values(PROGRAMS).map(([source], i) => [`fails-${i}.mjs`, IMPORTS + source]);
  consumer = await installedPackage({ files: Object.fromEntries(files) });
});
after(() => consumer?.remove());

for (const { version, program, skip } of NODES)
  describe(`an error that nobody catches, in ${version}`, { skip, concurrency: 2 }, () => {
    for (const [i, [name, [, word]]] of Object.entries(PROGRAMS).entries())
      test(name, async () => {
        const { code, stderr } = await runProgram(program, [`fails-${i}.mjs`], {
          cwd: consumer.folder,
        });
        assert.equal(code, 1, stderr);
        const sentence = /^VAEError: (.*)$/m.exec(stderr)?.[1];
        assert.ok(sentence?.includes(word), stderr);
        assert.ok(stderr.length < 1500, `${stderr.length} characters: ${stderr}`);
      });
  });
