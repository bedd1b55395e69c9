// What the README shows runs, and what it says of options and files is there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { readOptions } from '../../build/js/options.js';
import { show } from '../../build/js/show.js';
import { runModule } from './support/run-module.mjs';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');
const snippets = [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);

test('the example makes new rows, and scores the odd person above the usual one', async () => {
  const { stdout, stderr } = await runModule(snippets[0]);
  assert.equal(stderr, '');
  const [, row] = /Float32Array\(6\) \[([^\]]*)\]/.exec(stdout);
  for (const [i, value] of row.split(',').map(Number).entries()) {
    const [least, most] = i % 2 ? [20, 120] : [120, 230];
    assert.ok(value > least && value < most, `value ${i} is ${value}`);
  }
  const [, loss, usual, odd] = /(.*) nats per row; .* person (.*), an odd one (.*)/
    .exec(stdout)
    .map(Number);
  assert.ok(loss < 7 && usual < 10 && odd > 20, stdout);
});

test('all snippets run, one after another', async () => {
  assert.ok(snippets.length > 1);
  const { stdout, stderr } = await runModule(snippets.join('\n'));
  assert.equal(stderr, '');
  assert.match(stdout, /^epoch 2: \S+ nats per image$/m);
  assert.match(stdout, /^ERR_DATA_VALUE data has NaN in row 0, column 1/m);
});

test('every option of the constructor is in the table', () => {
  assert.throws(
    () => new VAE({ unknown: 1 }),
    ({ message }) => {
      const options = /It takes (.*)\.$/.exec(message)[1].split(', ');
      for (const option of options)
        assert.ok(readme.includes(`\n| \`${option}\` |`), `${option} is not in the table`);
      return options.includes('latentDim');
    },
  );
});

test("where TableVAE's defaults differ from VAE's, README and declarations say so", () => {
  const declared = readFileSync(new URL('bindings/js/table/table-options.ts', root), 'utf8');
  const [usual, own] = ['new VAE()', 'new TableVAE()'].map((call) => readOptions(call, {}));
  const said = /Defaults of its own: (.*)\.$/m.exec(readme)[1];
  const differing = Object.keys(own)
    .filter((name) => name in usual && show(own[name]) !== show(usual[name]))
    .map((name) => [name, show(own[name])]);
  assert.equal(said, differing.map(([name, value]) => `\`${name}: ${value}\``).join(', '));
  for (const [name, value] of differing)
    assert.ok(declared.includes(`\`${name}\` \`${value}\``), `${name} in table-options.ts`);
});

test('every method and property of a model is there', () => {
  for (const name of [VAE, TableVAE].flatMap((Class) =>
    Object.getOwnPropertyNames(Class.prototype),
  ))
    if (name !== 'constructor') assert.match(readme, new RegExp(`\`${name}\\b`), name);
});

test('every link within the repository leads to a file or a heading', () => {
  const headings = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading.toLowerCase().replaceAll(' ', '-'),
  );
  for (const [, target] of readme.matchAll(/\]\((?!https?:)([^)]+)\)/g))
    assert.ok(
      target[0] === '#' ? headings.includes(target.slice(1)) : existsSync(new URL(target, root)),
      target,
    );
});
