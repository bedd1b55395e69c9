// The bytes of the graphs are those of ONNX's schema.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findPythonWith } from '../../tools/toolchain/python-modules.mjs';
import { runProgram } from '../package/run-program.mjs';
import { kindsOfImages, trainedImages } from '../node/support/image-models.mjs';
import { kindsOfModels, trainedKind } from './small-models.mjs';
import { trainedTable } from './small-table.mjs';

const python = findPythonWith('onnx');
const CHECK = fileURLToPath(new URL('check_onnx.py', import.meta.url));
const FORMS = {
  encoder: 'encoder x[N,4] mean[N,L] logVariance[N,L]',
  decoder: 'decoder z[N,L] x[N,4]',
  score: 'score x[N,4] noise[K,L] score[N]',
};

function formsOfTables(decoder) {
  const columns = ['job', 'grade', 'member', 'age', 'pay', 'since', 'z'];
  const all = (prefix) => columns.map((name) => `${prefix}.${name}[N]`).join(' ');
  const noise = decoder === 'independent' ? 'noise[N,K,2] choice[N]' : 'noise[N,2]';
  return {
    encoder: `encoder ${all('row')} mean[N,2] logVariance[N,2]`,
    decoder: `decoder z[N,2] ${all('row')}`,
    score: `score ${all('row')} row.country[N] noise[K,2] score[N]`,
    impute: `impute ${all('row')} uniform[N,7] ${noise} ${all('imputed')}`,
  };
}

test(
  "onnx's checker accepts every graph, and the schema knows every field",
  { skip: !python && 'no python3 here has onnx; PYTHON names another' },
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'vae1-onnx-'));
    t.after(() => rm(folder, { recursive: true }));
    const files = [];
    const expected = [];
    for (const kind of Object.values(kindsOfModels())) {
      const model = await trainedKind(t, kind);
      for (const [graph, form] of Object.entries(FORMS)) {
        const file = join(folder, `${files.length}.onnx`);
        await writeFile(file, await model.export({ format: 'onnx', graph }));
        files.push(file);
        expected.push(form.replaceAll(',L]', `,${model.latentDim}]`));
      }
    }
    for (const kind of Object.values(kindsOfImages())) {
      const model = await trainedImages(t, kind, { epochs: 1 });
      for (const [graph, form] of Object.entries(FORMS)) {
        files.push(join(folder, `${files.length}.onnx`));
        await writeFile(files.at(-1), await model.export({ format: 'onnx', graph }));
        expected.push(form.replaceAll(',L]', ',3]').replaceAll('[N,4]', `[N,${kind.features}]`));
      }
    }
    const withGaps = await trainedKind(t, kindsOfModels()['gaussian, relu, with gaps']);
    const graph = { format: 'onnx', graph: 'impute' };
    files.push(join(folder, `${files.length}.onnx`));
    await writeFile(files.at(-1), await withGaps.export(graph));
    expected.push('impute x[N,4] imputed[N,4]');
    for (const decoder of ['independent', 'autoregressive'])
      for (const categories of ['texts', 'codes']) {
        const table = await trainedTable(t, { decoder });
        for (const [graph, form] of Object.entries(formsOfTables(decoder))) {
          files.push(join(folder, `${files.length}.onnx`));
          await writeFile(files.at(-1), await table.export({ format: 'onnx', graph, categories }));
          expected.push(form);
        }
      }
    const { code, stdout, stderr } = await runProgram(python, [CHECK, ...files]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(stdout.trim().split('\n'), expected);
  },
);
