// The packed package in each Node that package.json's `engines` promises.
import { after, before, describe, test } from 'node:test';
import { NODES } from '../node-versions/node-program.mjs';
import { EXAMPLE_PROGRAMS, inCommonJS } from './example-programs.mjs';
import { installedPackage } from './installed-package.mjs';
import { runProgram } from './run-program.mjs';

let consumer;
before(async () => {
  const files = EXAMPLE_PROGRAMS.flatMap(({ source }, i) => [
    [`program-${i}.mjs`, source],
    [`program-${i}.cjs`, inCommonJS(source)],
  ]);
  consumer = await installedPackage({ files: Object.fromEntries(files) });
});
after(() => consumer?.remove());

for (const { version, program, skip } of NODES)
  for (const [form, extension] of Object.entries({ import: 'mjs', require: 'cjs' }))
    describe(`${version}, ${form}`, { skip }, () => {
      for (const [i, { title, check }] of EXAMPLE_PROGRAMS.entries())
        test(`${title}, does its work and ends by itself`, async () =>
          check(
            await runProgram(program, [`program-${i}.${extension}`], { cwd: consumer.folder }),
          ));
    });
