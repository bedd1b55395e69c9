// The packed package in the runtimes that are not Node.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isProgram } from '../../tools/system.mjs';
import { EXAMPLE_PROGRAMS } from './example-programs.mjs';
import { installedPackage } from './installed-package.mjs';
import { runProgram } from './run-program.mjs';

const tool = (path) => fileURLToPath(new URL(`tools/node_modules/${path}`, import.meta.url));

const RUNTIMES = {
  // It has to be told that the package may read its own files.
  Deno: { program: tool('deno/deno'), args: ['run', '--allow-read=.'] },
  Bun: { program: tool('bun/bin/bun.exe'), args: ['run'] },
};

let consumer;
before(async () => {
  const files = EXAMPLE_PROGRAMS.map(({ source }, i) => [`program-${i}.mjs`, source]);
  consumer = await installedPackage({ files: Object.fromEntries(files) });
});
after(() => consumer?.remove());

for (const [runtime, { program, args }] of Object.entries(RUNTIMES)) {
  const skip = isProgram(program) ? false : '"npm ci" in tests/package/tools brings it';
  describe(runtime, { skip }, () => {
    for (const [i, { title, check }] of EXAMPLE_PROGRAMS.entries())
      test(`${title}, does its work and ends by itself`, async () =>
        check(await runProgram(program, [...args, `program-${i}.mjs`], { cwd: consumer.folder })));

    if (runtime === 'Bun')
      test('a build with threads is refused for the reason that there is', async () => {
        const source = "import { VAE } from 'vae1';\nnew VAE({ build: 'simd-threads' });\n";
        await writeFile(join(consumer.folder, 'threads.mjs'), source);
        const { code, stderr } = await runProgram(program, [...args, 'threads.mjs'], {
          cwd: consumer.folder,
        });
        assert.equal(code, 1);
        assert.match(stderr, /build 'simd-threads' needs .*\bBun\b/);
      });
  });
}
