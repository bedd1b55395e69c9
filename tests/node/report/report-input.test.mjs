// Which tables compareTables() accepts, how it reads cells, and how it fails.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareTables, VAEError } from 'vae1';
import { failure } from '../support/failures.mjs';
import { people } from '../support/table-data.mjs';

const good = { a: [1, 2, 3], b: ['x', 'y', 'x'] };

const shapeFaults = [
  ['no table', [undefined, good], /^real must be a table .* not undefined/],
  ['a text', [good, 'a,b'], /^synthetic must be a table .* not "a,b"/],
  ['a typed array', [new Float64Array(3), good], /^real must be a table .* \(Float64Array\)/],
  ['no rows', [[], good], /^real holds no rows/],
  ['empty columns', [{ a: [], b: [] }, good], /^real holds no rows/],
  ['rows without cells', [[{}, {}], good], /^real has no columns/],
  ['a row that is none', [[{ a: 1 }, 4], good], /^real has 4 as row 1/],
  ['rows of arrays', [[[1, 2]], good], /^real has \[1, 2\] as row 0/],
  ['a column that is none', [{ a: 5 }, good], /^real has 5 as column "a"/],
  ['ragged columns', [{ a: [1], b: [1, 2] }, good], /2 values in column "b", but 1 in column "a"/],
  ['a missing column', [good, { a: [1] }], /^synthetic has no column "b", but real has/],
  ['a column too many', [good, { ...good, c: [1, 2, 3] }], /^synthetic has a column "c"/],
  ['held out, a missing column', [good, good, { holdout: { b: ['x'] } }], /^holdout has no .* "a"/],
  ['held out, no table', [good, good, { holdout: 3 }], /^holdout must be a table /],
  ['nothing to compare', [good, good, { columns: { a: 'identifier', b: 'identifier' } }], /no columns but identifiers/], // prettier-ignore
];

const valueFaults = [
  ['text among numbers', [good, { a: [1, 'two'], b: ['x', 'y'] }], /^synthetic has "two" in row 1, column "a", expected a number/], // prettier-ignore
  ['infinity', [{ a: [1, Infinity], b: ['x', 'y'] }, good], /^real has Infinity in row 1, column "a"/], // prettier-ignore
  ['a BigInt beyond 2^53', [good, { a: [2n ** 60n], b: ['x'] }], /^synthetic has 1152921504606846976n in row 0, column "a"/], // prettier-ignore
  ['an invalid Date', [good, { a: [new Date(NaN)], b: ['x'] }], /^synthetic has an invalid Date in row 0/], // prettier-ignore
  ['an object', [good, { a: [1], b: [{ x: 1 }] }], /^synthetic has an object \(Object\) in row 0, column "b"/], // prettier-ignore
  ['held out', [good, good, { holdout: { a: [true], b: ['x'] } }], /^holdout has true in row 0, column "a"/], // prettier-ignore
];

const optionFaults = [
  ['an unknown option', [good, good, { holdOut: good }], /no option "holdOut"; did you mean "holdout"/], // prettier-ignore
  ['a seed', [good, good, { seed: -1 }], /^seed of compareTables\(\) must be an integer/],
  ['a signal', [good, good, { signal: true }], /^signal of compareTables\(\)/],
  ['columns', [good, good, { columns: ['a'] }], /^columns of compareTables\(\)/],
  [
    'a type',
    [good, good, { columns: { a: 'number' } }],
    /^"a" in columns must be one of 'continuous'/,
  ],
  ['a type of no column', [good, good, { columns: { z: 'date' } }], /^columns names "z"/],
  ['options', [good, good, 7], /^compareTables\(\) takes an object of options/],
];

for (const [code, faults] of Object.entries({
  ERR_DATA_SHAPE: shapeFaults,
  ERR_DATA_VALUE: valueFaults,
  ERR_OPTION: optionFaults,
}))
  for (const [name, args, sentence] of faults)
    test(`${code}: ${name}`, async () => {
      await assert.rejects(compareTables(...args), failure(code, sentence, VAEError));
    });

const kindsOf = async (table, options) => {
  const { columns, leftOut } = await compareTables(table, table, options);
  return { ...Object.fromEntries(columns.map(({ name, kind }) => [name, kind])), leftOut };
};

test('numbers and dates are numeric in any form, all else is categorical', async () => {
  const table = {
    number: [1, 2.5, NaN],
    text: ['1', '-2.5e3', ''],
    date: [new Date(0), new Date(1e12), null],
    day: ['2020-01-31', '2021-02-28', undefined],
    time: ['2020-01-31T12:00:00Z', '2021-02-28 12:00', null],
    flag: [true, false, null],
    mixed: [1, '2020-01-31', 3],
    postcode: ['01234', '04109', '10115'],
    gaps: [null, undefined, NaN],
  };
  assert.deepEqual(await kindsOf(table), {
    ...{ number: 'numeric', text: 'numeric', date: 'numeric', day: 'numeric' },
    ...{ time: 'numeric', flag: 'categorical', mixed: 'categorical', postcode: 'categorical' },
    ...{ gaps: 'categorical', leftOut: [] },
  });
});

test('cells are read as TableVAE reads them', async () => {
  const days = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(2020, 0, 1 + 3 * i)));
  const [year, month, day] = [0, 5, 8].map((at, i) =>
    days.map((date) => date.toISOString().slice(at, at + [4, 2, 2][i])),
  );
  const amounts = days.map((_, i) => (1234.5 + 17 * i).toFixed(2));
  const euros = (text) => `${text.slice(0, -6)}.${text.slice(-6, -3)},${text.slice(-2)} €`;
  for (const [what, same, written] of [
    ['points', days, days.map((_, i) => `${day[i]}.${month[i]}.${year[i]}`)],
    ['slashes, the month first', days, days.map((_, i) => `${month[i]}/${day[i]}/${year[i]}`)],
    ['slashes, the day first', days, days.map((_, i) => `${day[i]}/${month[i]}/${year[i]}`)],
    ['digits', days, days.map((_, i) => Number(year[i] + month[i] + day[i]))],
    ['no offset: UTC', days, days.map((date) => date.toISOString().slice(0, 19))],
    ['spaces around numbers', amounts.map(Number), amounts.map((text) => ` ${text} `)],
    ['amounts', amounts.map(Number), amounts.map(euros)],
    ['words for gaps', amounts.with(3, null), amounts.with(3, 'N/A')],
    ['dates with words for gaps', days.with(3, null), days.map((date) => date.toISOString()).with(3, '-')], // prettier-ignore
  ]) {
    assert.deepEqual(await kindsOf({ cell: written }), { cell: 'numeric', leftOut: [] }, what);
    // Of cells such as these the real table alone tells how they are meant.
    if (['slashes, the day first', 'digits', 'amounts'].includes(what)) continue;
    const { columns, privacy } = await compareTables({ cell: same }, { cell: written });
    assert.deepEqual([columns[0].shape, columns[0].missing], [1, 1], what);
    assert.equal(privacy.synthetic.copies, 1, what);
  }
  // The form of the real cells tells how those of the other table are read.
  const points = days.map((_, i) => `${day[i]}.${month[i]}.${year[i]}`);
  const back = await compareTables({ when: points }, { when: points.toReversed() });
  assert.equal(back.privacy.synthetic.copies, 1);
  const schema = { when: { type: 'date', form: 'DD/MM/YYYY' } };
  const first = ['01/02/2020', '03/04/2020', '05/06/2020'];
  const iso = ['2020-02-01', '2020-04-03', '2020-06-05'];
  const said = await compareTables({ when: first }, { when: iso }, { columns: schema });
  assert.equal(said.privacy.synthetic.copies, 1);
});

test('a time without an offset is read as UTC in every zone', async () => {
  const zone = process.env.TZ;
  try {
    for (const name of ['America/New_York', 'Asia/Tokyo']) {
      process.env.TZ = name;
      const when = ['2020-01-31T12:00', '2020-07-31 12:00:00', '2021-01-01'];
      const { privacy } = await compareTables({ when }, { when: ['2020-01-31T12:00Z', '2020-07-31T12:00:00Z', '2021-01-01'] }); // prettier-ignore
      assert.equal(privacy.synthetic.copies, 1, name);
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test('a column of gaps has no scores but for its gaps, and spoils no mean', async () => {
  const real = { a: [1, 2, 3, 4], gaps: [null, null, null, null] };
  const report = await compareTables(real, { ...real, gaps: ['x', 'y', null, null] });
  const { missing, ...scores } = report.columns[1];
  assert.equal(missing, 0.5);
  assert.deepEqual(scores, { name: 'gaps', kind: 'categorical', shape: null, coverage: null, adherence: null }); // prettier-ignore
  assert.equal(report.columnShapes, 1);
});

test('text with a value of its own in most rows is left out, unless it is asked for', async () => {
  const name = Array.from({ length: 60 }, (_, i) => `person ${i}`);
  const table = { name, x: name.map((_, i) => i % 7) };
  assert.deepEqual(await kindsOf(table), { x: 'numeric', leftOut: ['name'] });
  const columns = { name: 'categorical', x: { type: 'identifier' } };
  assert.deepEqual(await kindsOf(table, { columns }), { name: 'categorical', leftOut: ['x'] });
});

test('integers that number the rows are left out, unless they are asked for', async () => {
  const table = (from) => ({
    row: Array.from({ length: 60 }, (_, i) => i + from),
    userId: Array.from({ length: 60 }, (_, i) => `${7919 * (i + from)}`),
    size: Array.from({ length: 60 }, (_, i) => 7919 * (i + from)),
    gaps: Array.from({ length: 60 }, (_, i) => (i > 0 ? i : null)),
  });
  assert.deepEqual(await kindsOf(table(1)), { size: 'numeric', gaps: 'numeric', leftOut: ['row', 'userId'] }); // prettier-ignore
  const { leftOut } = await compareTables(table(1), table(61));
  assert.deepEqual(leftOut, ['row', 'userId']);
  const columns = { row: 'integer', userId: 'categorical' };
  assert.deepEqual(await kindsOf(table(1), { columns }), {
    ...{ row: 'numeric', userId: 'categorical', size: 'numeric', gaps: 'numeric', leftOut: [] },
  });
});

test('a table from a file reads like one in memory: categories are those of equal text', async () => {
  const mixed = [1, 'x', true, 1, 'x', true, null, 'y'];
  const flags = [true, false, true, true, false, null, true, false];
  const codes = ['04109', '10115', '04109', '01234', '01234', null, '10115', '04109'];
  const memory = { mixed, flags, codes, ranks: [1n, 2n, 1n, 1n, 2n, null, 1n, 2n] };
  const columns = { ranks: 'categorical' };
  const written = (value) => (cell) => (cell === null ? value : String(cell));
  for (const file of [
    Object.fromEntries(Object.entries(memory).map(([k, v]) => [k, v.map(written(null))])),
    { ...memory, flags: flags.map((cell) => written('')(cell).toUpperCase()) },
    { ...memory, flags: flags.map(written('nan')) },
    { ...memory, flags: flags.map(written('NA')) },
    { ...memory, ranks: memory.ranks.map((cell) => cell && Number(cell)) },
  ])
    for (const [real, synthetic] of [
      [memory, file],
      [file, memory],
    ]) {
      const report = await compareTables(real, synthetic, { columns });
      assert.deepEqual(
        report.columns.map(({ kind, shape, coverage }) => [kind, shape, coverage]),
        Array(4).fill(['categorical', 1, 1]),
      );
      assert.equal(report.privacy.synthetic.copies, 1);
    }
  const typed = { n: [1, 2, null, 4], day: ['2020-01-31', null, '2020-03-01', '2020-02-01'] };
  const read = { n: ['1', '2', '', '4'], day: typed.day.map((day) => day && new Date(day)) };
  assert.equal((await compareTables(typed, read)).privacy.synthetic.copies, 1);
});

test('no name of a column is special', async () => {
  const names = ['__proto__', 'constructor', '', 'toString', 'é\n', 'length'];
  const row = (i) => Object.fromEntries(names.map((name, k) => [name, (i * (k + 1)) % 5]));
  const rows = Array.from({ length: 40 }, (_, i) => row(i));
  const columns = Object.fromEntries([['__proto__', 'categorical']]);
  const report = await compareTables(rows, rows, { columns });
  assert.deepEqual(report.columns.map(({ name }) => name), names); // prettier-ignore
  assert.equal(report.columns[0].kind, 'categorical');
  assert.equal(report.overall, 1);
  assert.match(String(report), /overall/);
  // Without the key there is a gap, not what every object has.
  const absent = await compareTables(
    rows,
    [{}, ...rows.slice(1)].map((r) => ({ ...r })),
  );
  assert.equal(absent.columns[1].missing, 1 - 1 / 40);
});

test('one row, one column and two hundred columns are compared', async () => {
  const one = await compareTables([{ a: 1 }], [{ a: 1 }], { holdout: [{ a: 2 }] });
  assert.equal(one.overall, 1);
  assert.equal(one.detection, null);
  assert.equal(one.columnPairTrends, null);
  const wide = Array.from({ length: 30 }, (_, i) =>
    Object.fromEntries(Array.from({ length: 200 }, (_, k) => [`c${k}`, (i * k) % 11])),
  );
  const report = await compareTables(wide, wide);
  assert.equal(report.pairs.length, 19_900);
  assert.equal(report.overall, 1);
});

test('categories by the thousand are compared like a few', async () => {
  const [a, b] = [7, 11].map((k) => Array.from({ length: 3000 }, (_, i) => `v${(i * k) % 1500}`));
  const columns = { a: 'categorical', b: 'categorical' };
  const same = await compareTables({ a, b }, { a, b }, { columns });
  assert.equal(same.pairs[0].score, 1);
  const other = await compareTables({ a, b }, { a, b: b.toReversed() }, { columns });
  assert.equal(other.pairs[0].score, 0);
  assert.equal(other.columnShapes, 1);
});

test('a signal ends it at once, and others get their turn meanwhile', async () => {
  const [real, synthetic] = [people(3000), people(3000, 2)];
  const reason = new Error('enough');
  await assert.rejects(
    compareTables(real, synthetic, { signal: AbortSignal.abort(reason) }),
    (error) => error === reason,
  );
  const stop = new AbortController();
  let turns = 0;
  const timer = setInterval(() => ++turns === 3 && stop.abort(reason), 1);
  await assert.rejects(
    compareTables(real, synthetic, { signal: stop.signal }),
    (error) => error === reason,
  );
  clearInterval(timer);
  assert.ok(turns >= 3);
});
