// The examples of the doc comments run, and print what they say (support/printed.mjs). An example
// without an import continues the first one of its file.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { statedOutput } from '../node/support/printed.mjs';
import { runModule } from '../node/support/run-module.mjs';
import { SEEDED } from '../node/support/seeded.mjs';

const END = '-- end of the example --';
const folder = new URL('../../bindings/js/', import.meta.url);
const files = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('.ts'))
  .map((file) => ({ file, examples: examplesOf(readFileSync(new URL(file, folder), 'utf8')) }));

for (const { file, examples } of files.filter(({ examples }) => examples.length > 0))
  test(`${file}: its examples run and print what they say`, async () => {
    const { stdout, stderr } = await runModule(SEEDED + programOf(examples));
    assert.equal(stderr, '');
    for (const [i, { of, code }] of examples.entries())
      assert.match(stdout.split(END)[i], statedOutput(code), `the example of ${of}`);
  });

test('every call has an example', () => {
  const calls = {
    'api/any-vae.ts': callsOf(Object.getPrototypeOf(VAE)).filter((name) => name !== 'constructor'),
    'api/vae.ts': ['load', 'import', ...callsOf(VAE)],
    'api/table-vae.ts': ['load', ...callsOf(TableVAE)],
    'api/infer-schema.ts': ['inferSchema'],
    'api/compare-tables.ts': ['compareTables'],
  };
  for (const { file, examples } of files)
    for (const call of calls[file] ?? [])
      assert.ok(
        examples.some(({ of }) => of === call),
        `${call} of ${file} has no example`,
      );
});

function callsOf({ prototype }) {
  const members = Object.entries(Object.getOwnPropertyDescriptors(prototype));
  return members.filter(([, { value }]) => typeof value === 'function').map(([name]) => name);
}

/** The code in doc comments, and the name of what they are about. */
function examplesOf(source) {
  const comments = source.matchAll(
    /\/\*\*((?:(?!\*\/).)*)\*\/\s*(?:(?:export|static|async|class|function) )*(\w+)/gs,
  );
  return [...comments].flatMap(([, comment, of]) => {
    const blocks = comment.replaceAll(/^ *\* ?/gm, '').matchAll(/^```(?:js|ts)\n(.*?)^```$/gms);
    return [...blocks].map(([, code]) => ({ of, code }));
  });
}

/** All of a file's examples, each in a function of its own, so that none sees what another has done. */
function programOf(examples) {
  const imports = /^import .*\n/gm;
  const [first] = examples;
  const bodies = examples.map(({ code }) => {
    const whole = code.match(imports) ? code : first.code + code;
    return `await (async () => {\n${whole.replaceAll(imports, '')}})();\nconsole.log('${END}');\n`;
  });
  return first.code.match(imports).join('') + bodies.join('');
}
