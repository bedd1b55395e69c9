// The measures of made tables, by examples that can be reckoned by hand.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { csvOf, parseCsv } from '../../experiments/tables/csv.mjs';
import { zScoreErrors } from '../../experiments/tables/imputation-scores.mjs';
import { missingPackages, runPython } from '../../experiments/tables/python.mjs';

const python = process.env.PYTHON ?? 'python3';
const missing = await missingPackages(python);
const unless = (names) =>
  names.some((name) => missing.includes(name)) && `${python} lacks ${missing.join(', ')}`;

let folder;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'vae1-measures-'))));
after(() => rm(folder, { recursive: true }));

const table = (...rows) => rows.map(([x, y, kind]) => ({ x, y, kind }));

async function measured({ train, test: heldOut, made }, measures) {
  const info = {
    task: 'classification',
    columns: ['x', 'y', 'kind'],
    numeric: ['x', 'y'],
    categorical: ['kind'],
    target: 'kind',
  };
  await writeFile(join(folder, 'info.json'), JSON.stringify(info));
  for (const [name, rows] of Object.entries({ train, test: heldOut, made }))
    await writeFile(join(folder, `${name}.csv`), csvOf(rows));
  const file = join(folder, 'made.csv');
  return runPython(python, 'measure', folder, file, '--measures', measures, '--grid', 'small');
}

test(
  'shapes, pairs and distances of four rows',
  {
    skip: unless(['numpy', 'pandas']),
  },
  async () => {
    const figures = await measured(
      {
        train: table([0, 0, 'a'], [1, 1, 'a'], [2, 2, 'b'], [3, 3, 'b']),
        made: table([0, 3, 'a'], [2, 2, 'a'], [4, 1, 'b'], [6, 0, 'b']),
        test: table([0, 3, 'a'], [2, 2, 'b'], [6, 0, 'a'], [2, 2, 'b']),
      },
      'quality,privacy',
    );
    const expected = {
      shapes: (0.5 + 0 + 0) / 3,
      pairs: (1 + 0 + 1) / 3, // x and y turn from 1 to -1; x keeps its kinds in its own bins; y does not
      pairs_shared: (1 + 0.5 + 1) / 3,
      closer: (0 + 1 + 0.5 + 0) / 4,
      copies: 0,
      copies_held_out: 0.5,
    };
    assert.deepEqual(Object.keys(figures), Object.keys(expected));
    for (const [name, value] of Object.entries(expected))
      assert.ok(Math.abs(figures[name] - value) < 1e-6, `${name}: ${figures[name]}, not ${value}`);
  },
);

test(
  'XGBoost knows nothing of the real rows themselves, all of others, and learns from both',
  {
    skip: unless(['numpy', 'pandas', 'sklearn', 'xgboost']),
  },
  async () => {
    const rows = (from) =>
      table(...Array.from({ length: 300 }, (_, i) => [from + i, i % 7, i < 150 ? 'a' : 'b']));
    const [train, far] = [rows(0), rows(1000)];
    const same = await measured({ train, test: train, made: train }, 'c2st,utility');
    assert.equal(same.c2st, 1);
    assert.ok(same.utility > 0.99, String(same.utility));
    assert.ok((await measured({ train, test: train, made: far }, 'c2st')).c2st < 0.01);
  },
);

test('z-score errors: over all cells, beside the means of what was left', () => {
  const rows = [0, 2, 4, 6].map((x) => ({ x, same: 5 })); // a deviation of sqrt(5)
  const given = {
    rows: [{ x: null }, { x: 2 }, { x: 4 }, { x: null }].map((row) => ({ ...row, same: 5 })),
    removed: [
      { row: 0, name: 'x' },
      { row: 3, name: 'x' },
    ],
  };
  const filled = [1, 2, 4, 4].map((x) => ({ x, same: 5 }));
  const { reached, baseline } = zScoreErrors(rows, given, filled);
  assert.ok(Math.abs(reached - Math.sqrt((1 + 4) / 2 / 5)) < 1e-12);
  assert.ok(Math.abs(baseline - Math.sqrt(9 / 5)) < 1e-12);
});

test('CSV: what is written is what is read', () => {
  const rows = [
    { a: 1.5, 'b, c': 'x, "y"\nz' },
    { a: null, 'b, c': '2020-01-02' },
  ];
  assert.deepEqual(parseCsv(csvOf(rows)), rows);
});
