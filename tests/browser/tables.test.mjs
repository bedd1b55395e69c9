// A user's own table, from the file to generated rows.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import papaparse from 'papaparse';
import { COLUMNS, csvOf, peopleRows } from './people-table.mjs';
import { writeFiles } from './temporary-files.mjs';
import { train } from './training.mjs';
import { inEachBrowser } from './visit-tests.mjs';

const ROWS = peopleRows(5000);
let files;

before(async () => {
  files = await writeFiles({
    'people.csv': csvOf(ROWS),
    'one-column.csv': csvOf(ROWS.map(({ income }) => ({ income }))),
  });
});
after(() => files.remove());

inEachBrowser((visitTest) => {
  visitTest('a table of 5,000 x 12 yields similar rows as CSV', async (visit) => {
    await visit.choose(files.path('people.csv'));
    await visit.reads(/5,000 rows/);
    await train(visit, { Epochs: 3 });

    await visit.find('Generated rows', 'tab');
    const { name, bytes } = await visit.download('Download generated rows (CSV)');
    assert.match(name, /\.csv$/);
    assertLikeRealRows(bytes);
  });

  visitTest('a table with one column trains and generates', async (visit) => {
    await visit.choose(files.path('one-column.csv'));
    await visit.reads(/5,000 rows/);
    await train(visit, { Epochs: 3 });

    const { data, meta } = parse((await visit.download('Download generated rows (CSV)')).bytes);
    assert.deepEqual(meta.fields, ['income']);
    assert.ok(data.length > 0);
  });
});

function parse(bytes) {
  return papaparse.parse(String(bytes), { header: true, skipEmptyLines: true });
}

/** Every column's cells could be real ones. */
function assertLikeRealRows(bytes) {
  const { data, errors, meta } = parse(bytes);
  assert.deepEqual(errors, []);
  assert.deepEqual(meta.fields, Object.keys(COLUMNS));
  assert.ok(data.length >= 100, `${data.length} rows`);
  for (const [column, { integer, values, date, gaps }] of Object.entries(COLUMNS)) {
    const cells = data.map((row) => row[column]);
    const real = ROWS.map((row) => row[column]).filter((cell) => cell !== null);
    const there = cells.filter((cell) => cell !== '');
    assert.equal(there.length < cells.length, gaps === true, `gaps of ${column}`);
    for (const cell of there) {
      if (values) assert.ok(values.includes(cell), `${column}: ${cell}`);
      else if (date) assertWithin(real, cell, /^\d{4}-\d\d-\d\d$/, column);
      else assertWithin(real, Number(cell), integer ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/, column);
    }
  }
}

/** The cell has this form and lies within the range of the real ones. */
function assertWithin(real, cell, form, column) {
  const [least, greatest] = real.reduce(
    ([low, high], value) => [value < low ? value : low, value > high ? value : high],
    [real[0], real[0]],
  );
  assert.match(String(cell), form, column);
  assert.ok(cell >= least && cell <= greatest, `${column}: ${cell} of ${least} to ${greatest}`);
}
