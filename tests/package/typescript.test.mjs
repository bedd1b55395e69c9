// The packed declarations, read by the compilers of those who write TypeScript.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { installedPackage } from './installed-package.mjs';
import { runProgram } from './run-program.mjs';
import { program, REJECTED } from './typescript/rejected-programs.mjs';

const tools = fileURLToPath(new URL('tools/node_modules', import.meta.url));
const wholeInterface = readFileSync(
  new URL('typescript/whole-interface.ts', import.meta.url),
  'utf8',
);

const COMPILERS = { 'TypeScript 7': 'typescript', 'TypeScript 5.9': 'typescript-5' };

/** How a program's modules are found, and the programs of that kind. */
const RESOLUTIONS = {
  'ES modules and CommonJS under nodenext': {
    files: ['program.mts', 'program.cts', 'commonjs/program.ts'],
    options: { module: 'nodenext' },
  },
  'A program for a bundler': {
    files: ['program.ts'],
    options: { module: 'preserve', moduleResolution: 'bundler' },
  },
};

/** The types of the environment that a program is compiled with. */
const SURROUNDINGS = {
  'of a page': { lib: ['ES2022', 'DOM'], types: [] },
  'of Node': { lib: ['ES2022'], types: ['node'], typeRoots: [join(tools, '@types')] },
  'of the language alone': { lib: ['ES2022'], types: [] },
};

let consumer;
before(async () => {
  const programs = Object.values(RESOLUTIONS).flatMap(({ files }) => files);
  const rejected = REJECTED.map((each, i) => [`rejected-${i}.mts`, program(each)]);
  const files = {
    ...Object.fromEntries(rejected),
    ...Object.fromEntries(programs.map((file) => [file, wholeInterface])),
    'commonjs/package.json': '{ "type": "commonjs" }',
  };
  consumer = await installedPackage({ files });
});
after(() => consumer?.remove());

for (const [compiler, name] of Object.entries(COMPILERS)) {
  describe(compiler, () => {
    for (const [form, { files, options }] of Object.entries(RESOLUTIONS))
      for (const [surroundings, known] of Object.entries(SURROUNDINGS))
        test(`${form}: the whole interface compiles with the types ${surroundings}`, async () =>
          assert.equal(await compile(name, files, { ...options, ...known }), ''));

    describe('does not compile', () => {
      let said;
      before(async () => {
        const files = REJECTED.map((_, i) => `rejected-${i}.mts`);
        const options = { module: 'nodenext', ...SURROUNDINGS['of a page'] };
        said = await compile(name, files, options);
      });
      for (const [i, { name, code, says }] of REJECTED.entries())
        test(name, () => {
          // All errors about this program, with the lines that explain them.
          const errors = said.match(new RegExp(`^rejected-${i}\\.mts\\(.*(?:\\n .*)*`, 'gm'));
          assert.equal(errors?.length, 1, said);
          assert.match(errors[0], new RegExp(`^rejected-${i}\\.mts\\(3,\\d+\\): error ${code}: `));
          assert.ok(errors[0].includes(says), errors[0]);
        });
    });
  });
}

/** The compiler's errors about the files, under `strict` and including the declarations. */
async function compile(compiler, files, options) {
  const compilerOptions = {
    ...{ noEmit: true, strict: true, skipLibCheck: false, target: 'ES2022', pretty: false },
    ...options,
  };
  const project = join(consumer.folder, 'tsconfig.json');
  await writeFile(project, JSON.stringify({ compilerOptions, files }));
  const tsc = join(tools, compiler, 'bin/tsc');
  const { stdout, stderr } = await runProgram(process.execPath, [tsc, '--project', project], {
    cwd: consumer.folder,
  });
  return stdout + stderr;
}
