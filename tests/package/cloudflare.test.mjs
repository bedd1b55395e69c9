// The packed package in a Cloudflare Worker, run by Cloudflare's own runtime.
import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isProgram } from '../../tools/system.mjs';
import { toolFile } from './bundlers/tools.mjs';
import { installedPackage } from './installed-package.mjs';
import { runProgram } from './run-program.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const workerd = toolFile('workerd/bin/workerd');
const skip = isProgram(workerd) ? false : '"npm ci" in tests/package/tools brings it';

let consumer, expected;
if (!skip)
  before(async () => {
    consumer = await installedPackage();
    const { folder } = consumer;
    await cp(here('cloudflare'), folder, { recursive: true });
    await cp(here('bundlers/app/train-models.js'), join(folder, 'train-models.js'));
    const wasm = 'vae1-simd.wasm';
    await cp(join(folder, 'node_modules/vae1/dist', wasm), join(folder, wasm));
    const { trainModels } = await import(pathToFileURL(join(folder, 'train-models.js')));
    expected = (await trainModels({ deterministic: true })).results;
    const { code, stderr } = await runProgram(
      toolFile('.bin/esbuild'),
      [...['worker.js', '--bundle', '--format=esm', '--outfile=bundled.js', '--external:*.wasm']],
      { cwd: folder },
    );
    assert.equal(code, 0, stderr);
  });
after(() => consumer?.remove());

for (const [service, flags] of Object.entries({ plain: 'no flag', node: 'nodejs_compat' })) {
  test(
    `with ${flags}: requests train, one by one and at once; others are told why`,
    { skip },
    async () => {
      const args = ['test', 'config.capnp', service];
      const { code, stdout, stderr } = await runProgram(workerd, args, { cwd: consumer.folder });
      assert.equal(code, 0, stderr);
      const { trained, refused } = JSON.parse(/^\{.*\}$/m.exec(stdout)[0]);
      assert.equal(trained.length, 5);
      for (const { backend, results } of trained) {
        assert.deepEqual(backend, { build: 'simd', threads: 1, worker: false });
        assert.deepEqual(results, expected);
      }
      assert.match(refused[0], /no worker could be started: .*worker: false/);
      assert.match(refused[1], /could not be loaded: .*unless wasmUrl or wasmBinary gives it/);
    },
  );
}
