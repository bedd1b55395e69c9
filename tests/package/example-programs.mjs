import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/paths.mjs';
import { SEEDED } from '../node/support/seeded.mjs';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The README's first example: what a new user copies, but the same numbers each time. */
const firstExample = /^```js\n(.*?)^```$/ms
  .exec(readme)[1]
  .replace(/^import .*\n/m, (line) => line + SEEDED);

/** Tables, whose code is loaded later. */
const tableExample = `import { TableVAE } from 'vae1';

const rows = Array.from({ length: 60 }, (_, i) => ({ job: i % 2 ? 'cook' : 'smith', age: 20 + i }));
const model = new TableVAE({ epochs: 2, hiddenDims: [8], latentDim: 2 });
await model.train(rows);
console.log((await model.generate(3)).map(({ job, age }) => typeof job + typeof age).join());
`;

/** How a program ends: the model is held for good, so that no garbage collection frees it before. */
const ENDS = { 'disposed of': 'model.dispose();\n', forgotten: 'globalThis.held = model;\n' };

/**
 * What a new user runs: each program with the model in a worker and in place, disposed of and
 * forgotten. `check` fails unless it did what it must, ended by itself and left stderr empty.
 * @type {{ title: string, source: string, check: (outcome: object) => void }[]}
 */
export const EXAMPLE_PROGRAMS = [
  { title: "the README's first example", source: firstExample, check: assertFirstExample },
  { title: 'a table', source: tableExample, check: assertTable },
].flatMap(({ title, source, check }) =>
  Object.entries({ 'in a worker': source, 'in place': inPlace(source) }).flatMap(
    ([where, placed]) =>
      Object.entries(ENDS).map(([end, last]) => ({
        title: `${title}, the model ${where} and ${end}`,
        source: placed + last,
        check,
      })),
  ),
);

/** The same with the model on the calling thread. */
function inPlace(source) {
  const changed = source.replace(/VAE\(\{/, '$& worker: false,');
  assert.notEqual(changed, source);
  return changed;
}

/** The same in CommonJS: a `require`, and all that is awaited in a function. */
export function inCommonJS(source) {
  const [imports, ...rest] = source.split(/(?<=from 'vae1';\n)/);
  const required = imports.replace(/import (.*) from ('vae1');/, 'const $1 = require($2);');
  return `${required}(async () => {\n${rest.join('')}})();\n`;
}

function assertFirstExample({ code, stdout, stderr }) {
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' }, stdout);
  const [, rows] = /^Float32Array\(6\) \[([^\]]*)\]$/m.exec(stdout);
  for (const [i, value] of rows.split(',').map(Number).entries()) {
    const [least, most] = i % 2 ? [20, 120] : [120, 230];
    assert.ok(value > least && value < most, `value ${i} is ${value}`);
  }
  const [, loss, usual, odd] = /^(.*) nats per row; .* person (.*), an odd one (.*)$/m
    .exec(stdout)
    .map(Number);
  assert.ok(loss < 7 && usual < 10 && odd > 20, stdout);
}

function assertTable(outcome) {
  const stdout = 'stringnumber,stringnumber,stringnumber\n';
  assert.deepEqual(outcome, { code: 0, signal: null, stdout, stderr: '' });
}
