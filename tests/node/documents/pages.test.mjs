// The examples in docs/ run and print what they say. What the pages state about calls, options,
// defaults and sizes is true.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { TableVAE, VAE } from 'vae1';
import { readOptions } from '../../../build/js/options/options.js';
import { show } from '../../../build/js/errors/show.js';
import { documentsIn, documentText, examplesIn } from '../support/documents.mjs';
import { statedOutput } from '../support/printed.mjs';
import { runModule } from '../support/run-module.mjs';
import { SEEDED } from '../support/seeded.mjs';

const root = new URL('../../../', import.meta.url);
const pages = documentsIn('docs/');

for (const page of pages) {
  const program = examplesIn(documentText(page)).join('\n');
  if (program)
    test(`${page}: its examples run, one after another, and print what they say`, async () => {
      const { stdout, stderr } = await runModule(SEEDED + program);
      assert.equal(stderr, '');
      assert.match(stdout, statedOutput(program));
    });
}

test('the index leads to every page', () => {
  const index = documentText('docs/README.md');
  for (const page of pages.filter((path) => path !== 'docs/README.md'))
    assert.ok(index.includes(`](${page.replace('docs/', '')})`), page);
});

test('every option of the constructors is in the tables of options', () => {
  const api = documentText('docs/api.md');
  for (const Class of [VAE, TableVAE])
    assert.throws(
      () => new Class({ unknown: 1 }),
      ({ message }) => {
        const options = /It takes (.*)\.$/.exec(message)[1].split(', ');
        for (const option of options)
          assert.ok(api.includes(`\n| \`${option}\` |`), `${option} is not in the table`);
        return options.includes('latentDim');
      },
    );
});

test('every method and property of a model is in docs/api.md', () => {
  const api = documentText('docs/api.md');
  const shared = Object.getPrototypeOf(VAE);
  const names = [VAE, TableVAE, shared].flatMap((Class) =>
    Object.getOwnPropertyNames(Class.prototype),
  );
  assert.ok(names.includes('generate') && names.includes('encode'));
  for (const name of names)
    if (name !== 'constructor') assert.match(api, new RegExp(`\`${name}\\b`), name);
});

test("where TableVAE's defaults differ from VAE's, its page and declarations say so", () => {
  const declared = documentText('bindings/js/options/table-options.ts');
  const [usual, own] = ['new VAE()', 'new TableVAE()'].map((call) => readOptions(call, {}));
  const page = documentText('docs/guide/tables.md').replaceAll(/\s+/g, ' ');
  const [, said] = /Defaults of its own: ((?:`[^`]*`(?:, )?)+)\./.exec(page);
  const differing = Object.keys(own)
    // What follows the number of rows has no value yet.
    .filter((name) => name in usual && own[name] !== undefined)
    .filter((name) => show(own[name]) !== show(usual[name]))
    .map((name) => [name, show(own[name])]);
  assert.equal(said, differing.map(([name, value]) => `\`${name}: ${value}\``).join(', '));
  for (const [name, value] of differing)
    assert.ok(declared.includes(`\`${name}\` \`${value}\``), `${name} in table-options.ts`);
});

/** KB (1,000 bytes) of files of dist/, each gzipped by itself, as a host sends them. */
function gzipped(...names) {
  const bytes = names.map(
    (name) => gzipSync(readFileSync(new URL(`dist/${name}`, root)), { level: 9 }).length,
  );
  return bytes.reduce((a, b) => a + b) / 1000;
}

test('the stated sizes are those of the files', (t) => {
  const page = [
    ...['index.js', 'worker.js', 'engine.js'],
    ...['vae1-relaxed-threads.mjs', 'vae1-relaxed-threads.wasm'],
  ];
  const stated = {
    'README.md': [/loads (\d+) KB of it, gzipped/, gzipped(...page)],
    'docs/deploying.md': [/loads (\d+) KB of it, gzipped/, gzipped(...page)],
    'docs/guide/tables.md': [/of its own, (\d+) KB gzipped/, gzipped('tables.js')],
    'docs/guide/exporting.md': [/of its own, (\d+) KB gzipped/, gzipped('exchange.js')],
    'docs/guide/comparing-tables.md': [/of its own, (\d+) KB gzipped/, gzipped('comparison.js')],
  };
  for (const [path, [sentence, size]] of Object.entries(stated)) {
    t.diagnostic(`${path}: ${size.toFixed(1)} KB`);
    const said = Number(sentence.exec(documentText(path).replaceAll(/\s+/g, ' '))[1]);
    assert.ok(Math.abs(said - size) < Math.max(1, 0.02 * size), `${path} says ${said}: ${size} KB`);
  }
});
