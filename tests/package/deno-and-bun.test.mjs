// The packed package in the runtimes that are not Node.
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isProgram } from '../../tools/system.mjs';
import { EXAMPLE_PROGRAMS } from './example-programs.mjs';
import { installedPackage } from './installed-package.mjs';
import { runProgram } from './run-program.mjs';

const RUNTIMES = {
  // It has to be told that the package may read its own files.
  Deno: { program: 'deno/deno', args: ['run', '--allow-read=.'] },
  Bun: { program: 'bun/bin/bun.exe', args: ['run'] },
};

let consumer;
before(async () => {
  const files = EXAMPLE_PROGRAMS.map(({ source }, i) => [`program-${i}.mjs`, source]);
  consumer = await installedPackage({ files: Object.fromEntries(files) });
});
after(() => consumer?.remove());

for (const [runtime, { program, args }] of Object.entries(RUNTIMES)) {
  const file = fileURLToPath(new URL(`tools/node_modules/${program}`, import.meta.url));
  const skip = isProgram(file) ? false : '"npm ci" in tests/package/tools brings it';
  describe(runtime, { skip }, () => {
    for (const [i, { title, check }] of EXAMPLE_PROGRAMS.entries())
      test(`${title}, does its work and ends by itself`, async () =>
        check(await runProgram(file, [...args, `program-${i}.mjs`], { cwd: consumer.folder })));
  });
}
