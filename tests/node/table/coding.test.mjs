// Tables to the core's compact rows and back: what a column becomes, what comes back, what is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ColumnKind } from '../../../build/js/engine/native.js';
import { schemaFromJson } from '../../../build/js/table/schema-from-json.js';
import { TableCoding } from '../../../build/js/table/table-coding.js';
import { tableView } from '../../../build/js/table/table-view.js';
import { uniform } from '../support/data.mjs';
import { schemaOf, tableFailure as failure, thereAndBack } from '../support/table-schemas.mjs';

const many = (make, count = 120) => Array.from({ length: count }, (_, i) => make(i));
const keep = { missing: 'keep', made: 0 };
const { binary, categorical, ordinal, offset } = ColumnKind;

/** A decoded table of compact rows that a model could have drawn. */
function decoded(coding, rows, options = keep) {
  const table = coding.newTable();
  coding.decode(Float64Array.from(rows.flat()), rows.length, table, options);
  return table;
}

/** Equal, but for the rounding of numbers that their column does not round. */
function assertSame(made, rows) {
  const near = (cell, i, name) =>
    typeof cell === 'number' && Math.abs(cell - rows[i][name]) < 1e-12 * Math.abs(cell)
      ? rows[i][name]
      : cell;
  const back = made.map((row, i) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, near(cell, i, name)])),
  );
  assert.deepEqual(back, rows);
}

/** Columns of every type, by the name of what is in them. */
function everyType(rows, seed) {
  const next = uniform(seed);
  const pick = (values) => values[Math.floor(next() * values.length)];
  const gap = (cell) => (next() < 0.1 ? null : cell);
  return many(
    () => ({
      real: gap(Math.round(next() * 1e6) / 1000 - 500),
      unrounded: next() / 3,
      integer: Math.round(next() * 1e5) - 5e4,
      level: gap(pick([1, 2.5, -7])),
      spiked: gap(next() < 0.4 ? 0 : Math.round(next() * 1e4) / 100),
      fixed: gap((next() * 100).toFixed(2)),
      shortest: String(Math.round(next() * 1e4) / 100),
      spikedText: next() < 0.5 ? '0.0' : (next() * 10 + 1).toFixed(1),
      kind: gap(pick([1, '1', true, 'true', '', 'a b', '__proto__'])),
      flag: gap(next() < 0.3),
      date: gap(new Date(Math.floor(next() * 1e12))),
      day: new Date(Math.floor(next() * 1e12)).toISOString().slice(0, 10),
      minute: gap(new Date(Math.floor(next() * 1e12)).toISOString().slice(0, 16) + '+05:30'),
      space: new Date(Math.floor(next() * 1e12)).toISOString().slice(0, 19).replace('T', ' '),
      slash: new Date(Math.floor(next() * 1e12)).toISOString().slice(0, 10).replaceAll('-', '/'),
      english: pick(['Jan 1 2000', 'Feb 29 2000', 'Dec 31 1969']),
      dotted: pick(['01.01.2000', '29.02.2000', '31.12.1969']),
      short: pick(['1.1.2000', '29.2.2000', '31.12.1969']),
      year: pick(['1999-01-01', '2000-01-01', '2001-01-01']),
      same: 'x',
      sameOrNone: gap(5),
    }),
    rows,
  );
}

test('tables come back exactly, in both forms, whatever their columns hold', async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const rows = everyType(60 + 40 * seed, seed);
    const back = await thereAndBack(rows);
    assertSame(back.table, rows);
    const columns = Object.fromEntries(
      Object.keys(rows[0]).map((name) => [name, rows.map((row) => row[name])]),
    );
    const byColumn = (await thereAndBack(columns)).table;
    assertSame(rows.map((_, i) => Object.fromEntries(Object.keys(columns).map((name) => [name, byColumn[name][i]]))), rows); // prettier-ignore
    const again = new TableCoding(schemaFromJson(JSON.parse(JSON.stringify(back.schema))));
    const table = again.newTable();
    again.decode(back.values, rows.length, table, keep);
    assert.deepEqual(table, back.table);
  }
});

test('a column becomes as many core columns as it takes', async () => {
  const next = uniform(1);
  const rows = many(
    (i) => ({
      id: i,
      x: next(),
      gaps: i % 4 ? Math.round(next() * 1e4) / 100 : null,
      spiked: i % 2 ? 0 : next(),
      level: i % 3,
      kind: 'abc'[i % 3],
      flag: i % 2 === 0,
      day: new Date(i * 864e5),
      same: 1,
      sameOrNone: i % 2 ? 1 : null,
      none: null,
    }),
    100,
  );
  const { coding } = await thereAndBack(rows, { conditions: ['kind'] });
  const shape = ({ kind, levels, optional, condition, scored }) => {
    const marks = `${optional ? 'o' : ''}${condition ? 'c' : ''}${scored ? '' : 'u'}`;
    return [kind, levels, marks];
  };
  assert.deepEqual(coding.columns.map(shape), [
    [ordinal, 5, ''],
    [binary, 0, 'u'],
    [ordinal, 3, 'o'],
    [ordinal, 3, ''],
    [ordinal, 3, ''],
    [categorical, 3, 'c'],
    [binary, 0, ''],
    [ordinal, 5, ''],
    [binary, 0, 'u'],
    [offset, 0, ''],
  ]);
  assert.deepEqual(
    coding.columns.slice(0, -1).map((_, core) => coding.nameOf(core)),
    ['x', 'gaps', 'gaps', 'spiked', 'level', 'kind', 'flag', 'day', 'sameOrNone'],
  );
});

test('only modelled numbers have a part in the offset', async () => {
  const rows = many((i) => ({ x: i / 7, kind: 'ab'[i % 2] }));
  const kinds = async (options) =>
    (await thereAndBack(rows, options)).coding.columns.map(({ kind }) => kind);
  assert.deepEqual(await kinds({}), [ordinal, categorical, offset]);
  assert.deepEqual(await kinds({ conditions: ['x'] }), [ordinal, categorical]);
});

test('compact rows hold levels and places within them, and NaN in gaps', async () => {
  const rows = many(
    (i) => ({ n: i % 2 ? i + 0.5 : null, spiked: i % 3 ? 0 : i + 0.25, kind: 'ab'[i % 2] }),
    60,
  );
  const { coding, values, numbers } = await thereAndBack(rows);
  const width = coding.columns.length;
  assert.equal(width, 5);
  assert.deepEqual([...values.slice(0, 2)], [0, NaN]);
  assert.deepEqual([numbers('n')[1], values[width], values[width + 3]], [1.5, 1, 1]);
  assert.equal(Math.floor(values[width + 1]), 0);
  assert.equal(values[width + 2], 0.5, 'the middle of the first level, the value 0');
  assert.equal(numbers('spiked')[3], 3.25);
});

test('a chunk is the same wherever it begins', async () => {
  const rows = everyType(200, 3);
  const schema = await schemaOf(rows);
  const source = new TableCoding(schema).source(await tableView(rows, 'data'), 'data');
  const whole = source.chunk(0, 200);
  assert.deepEqual(source.chunk(37, 11), whole.slice(37 * source.features, 48 * source.features));
});

test('generated numbers keep within the bounds and to the digits of the data', async () => {
  const next = uniform(7);
  const cells = many((i) => ({
    x: ((i * i) % 770) / 10,
    n: (i * 31) % 101,
    day: new Date(i * 864e5).toISOString().slice(0, 10),
    text: (((i * 7) % 100) / 4).toFixed(2),
  }));
  const { coding, schema } = await thereAndBack(cells);
  const drawn = many(
    () => coding.columns.map(({ levels }) => 1e-4 + next() * (levels - 2e-4)),
    2000,
  );
  const [x, n, day, text] = schema.columns;
  for (const row of decoded(coding, drawn)) {
    assert.ok(row.x >= x.minimum && row.x <= x.maximum && /^\d+(\.\d)?$/.test(row.x), row.x);
    assert.ok(row.n >= n.minimum && row.n <= n.maximum && Number.isInteger(row.n), row.n);
    const time = Date.parse(row.day);
    assert.ok(time >= day.minimum && time <= day.maximum && /^[\d-]{10}$/.test(row.day), row.day);
    assert.ok(row.text >= text.minimum && row.text <= text.maximum, row.text);
    assert.match(row.text, /^\d+\.\d\d$/);
  }
});

test('gaps that the model drew stay, or show what it drew beneath them', async () => {
  const rows = many((i) => ({ n: i % 4 ? i / 2 : null, kind: i % 5 ? 'ab'[i % 2] : undefined }));
  const { coding } = await thereAndBack(rows);
  const cell = new Float64Array(2);
  coding.parts[0].encode(12.5, cell, 0);
  const drawn = [
    [0, cell[1], 0, 1, 0],
    [1, cell[1], 1, 0, 0],
  ];
  const [first, second] = decoded(coding, drawn);
  assert.deepEqual(first, { n: null, kind: null });
  const filled = decoded(coding, drawn, { missing: 'fill', made: 0 });
  assert.deepEqual(filled[0], { n: 12.5, kind: 'b' });
  assert.deepEqual(filled[1], second);
});

test('a given table keeps its cells to the letter; its gaps are filled', async () => {
  const trained = many((i) => ({ id: i, n: i % 4 ? i / 2 : null, kind: 'ab'[i % 2] }));
  const { coding } = await thereAndBack(trained);
  const view = await tableView(
    [{}, { id: 7, n: 1.23456789, kind: 'b' }, { n: '', kind: 'a' }],
    'rows',
  );
  const cell = new Float64Array(2);
  coding.parts[1].encode(9, cell, 0);
  const table = decoded(
    coding,
    [
      [0, cell[1], 1, 0],
      [0, cell[1], 0, 0],
    ],
    { missing: 'fill', made: 0, given: { view, first: 1 } },
  );
  assert.deepEqual(table, [
    { id: 7, n: 1.23456789, kind: 'b' },
    { id: null, n: 9, kind: 'a' },
  ]);
});

test('new identifiers are unique, none that was seen, and go on over calls', async () => {
  for (const [id, expected] of [
    [(i) => i + 1, [121, 122]],
    [(i) => `cust-${String(i).padStart(4, '0')}`, ['cust-0120', 'cust-0121']],
    [(i) => String(i + 100), ['220', '221']],
    [(i) => `0${i}`, ['120', '121']],
    [(i) => ['id 7', 'id 12', 'x'][i] ?? `${i}f`, ['id 13', 'id 14']],
    [(i) => (i % 2 ? i : `t${i}`), ['id 1', 'id 2']],
    [(i) => i / 2, [60, 61]],
    [(i) => -5 - i, [1, 2]],
    [(i) => 2 ** 53 - 1 - i, ['id 1', 'id 2']],
  ]) {
    const rows = many((i) => ({ id: id(i), x: i % 2 }));
    const { coding } = await thereAndBack(rows, { columns: { id: 'identifier' } });
    const table = [
      ...decoded(
        coding,
        many(() => [0], 50),
      ),
      ...decoded(
        coding,
        many(() => [0], 50),
        { missing: 'keep', made: 50 },
      ),
    ];
    assert.deepEqual(
      table.slice(0, 2).map((row) => row.id),
      expected,
    );
    const all = [...rows, ...table].map((row) => row.id);
    assert.equal(new Set(all).size, all.length, `${expected}`);
  }
});

test('hostile names are own properties of rows that are made', async () => {
  const names = ['__proto__', 'constructor', 'toString', '', 'имя', '7'];
  const row = (i) => Object.fromEntries(names.map((name, j) => [name, (i * (j + 3)) % 11]));
  const rows = many(row);
  const { table } = await thereAndBack(rows);
  assert.deepEqual(table, rows);
  assert.equal(Object.getPrototypeOf(table[0]), Object.prototype);
  assert.deepEqual(Object.keys(table[0]).sort(), [...names].sort());
  const columns = Object.fromEntries(names.map((name) => [name, rows.map((one) => one[name])]));
  const back = (await thereAndBack(columns)).table;
  assert.deepEqual(Object.keys(back).sort(), [...names].sort());
  assert.deepEqual(back, columns);
});

test('each row gets a Date of its own', async () => {
  const rows = many((i) => ({ day: new Date((i % 3) * 864e5), x: i }), 60);
  const { table } = await thereAndBack(rows);
  table[0].day.setTime(5);
  assert.equal(table[3].day.getTime(), 0);
});

test('a number that no bin holds is the nearest one, and the row costs the more the farther out', async () => {
  const trained = many((i) => ({ x: i / 7, level: [2, 4, 8][i % 3] }));
  const far = [-1e6, -1000, -10, -1, 0, 10, 17, 18, 30, 1000, 1e6];
  const { values, numbers } = await thereAndBack(trained, {
    read: far.map((x) => ({ x, level: 4 })),
  });
  assert.deepEqual(
    numbers('x').map((x) => Math.round(x)),
    [0, 0, 0, 0, 0, 10, 17, 17, 17, 17, 17],
  );
  const nats = far.map((_, i) => values[3 * i + 2]);
  for (let i = 0; i < 3; i++) assert.ok(nats[i] > nats[i + 1] + 0.9, `${nats}`);
  for (let i = 7; i < 10; i++) assert.ok(nats[i + 1] > nats[i], `${nats}`);
  assert.ok(nats[3] > nats[4] + 4 && nats[7] > nats[6] + 3, `${nats}`);
  const levels = [2, 5.9, 6, 6.1, -1, 99];
  const read = await thereAndBack(trained, { read: levels.map((level) => ({ x: 0, level })) });
  assert.deepEqual(read.numbers('level'), [2, 4, 4, 8, 2, 8]);
  const [known, ...others] = levels.map((_, i) => read.values[3 * i + 2]);
  for (const other of others) assert.ok(other - known > Math.log(122), `${other}`);
});

test('numbers and dates are read in any form that they are inferred from', async () => {
  const trained = many((i) => ({
    n: i / 4,
    text: String(((i * 7) % 115) / 2),
    day: new Date(i * 864e5),
  }));
  const read = [
    { n: ' 1.5 ', text: 2.5, day: '1970-01-02' },
    { n: '1e1', text: '2.50', day: 'Jan 2 1970' },
  ];
  const { numbers } = await thereAndBack(trained, { read });
  assert.deepEqual(
    [numbers('n'), numbers('text'), numbers('day')],
    [
      [1.5, 10],
      [2.5, 2.5],
      [864e5, 864e5],
    ],
  );
});

const trained = many((i) => ({
  age: i / 3,
  job: ['clerk', 'smith'][i % 2],
  gaps: i % 2 ? i / 5 : null,
  day: new Date(i * 864e5),
  same: 'x',
  id: `n${i}`,
}));
const good = trained[5];

for (const [what, row, sentence] of [
  [
    'an unknown category',
    { job: 'cook' },
    /rows has "cook" in row 1, column "job", expected one of the values trained on: "clerk", "smith"/,
  ],
  ['a category of another type', { job: true }, /rows has true in row 1, column "job"/],
  ['text for a number', { age: 'old' }, /rows has "old" in row 1, column "age", expected a number/],
  ['a boolean for a number', { age: true }, /rows has true in row 1, column "age"/],
  ['a number for a date', { day: 5 }, /rows has 5 in row 1, column "day", expected a date/],
  ['infinity', { age: Infinity }, /rows has Infinity in row 1, column "age"/],
])
  test(`read: ${what} is refused, with its place`, () =>
    assert.rejects(
      thereAndBack(trained, { read: [good, { ...good, ...row }] }),
      failure('ERR_DATA_VALUE', sentence),
    ));

test('read: a gap where the training table had none is absent, but for a condition', async () => {
  const table = many((i) => ({ age: i / 3, job: ['clerk', 'smith'][i % 2], rain: i % 2 && i / 7 }));
  for (const gap of [null, undefined, NaN]) {
    const read = [{ age: gap, job: gap, rain: gap }];
    assert.deepEqual([...(await thereAndBack(table, { read })).values], [NaN, NaN, NaN, 0]);
  }
  const read = [table[0], { age: 1, job: null, rain: '' }];
  await assert.rejects(
    thereAndBack(table, { read, conditions: ['job'] }),
    failure('ERR_DATA_VALUE', /rows has a gap in row 1, column "job".* had no gaps in training/),
  );
});

test('read: a column that is not there is refused, unless it has gaps or is not modelled', async () => {
  const without = (...names) =>
    trained.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))),
    );
  await assert.rejects(
    thereAndBack(trained, { read: without('age') }),
    failure(
      'ERR_DATA_SHAPE',
      /rows has no column "age", but the model was trained on it; .* nearest .* give null/,
    ),
  );
  const { table } = await thereAndBack(trained, { read: without('gaps', 'same', 'id') });
  assert.equal(table[1].gaps, null);
  assert.equal(table[1].same, 'x');
});

test('read: the order of columns does not matter, further ones and the form neither', async () => {
  const { values } = await thereAndBack(trained);
  const read = {
    more: trained.map(() => ({})),
    ...Object.fromEntries(
      Object.keys(good)
        .reverse()
        .map((name) => [name, trained.map((row) => row[name])]),
    ),
  };
  assert.deepEqual((await thereAndBack(trained, { read })).values, values);
});

test('two hundred columns come back as they were', async () => {
  const wide = many(
    (i) => Object.fromEntries(many((j) => [`c${j}`, (i * (j + 7)) % 101], 200)),
    300,
  );
  assert.deepEqual((await thereAndBack(wide)).table, wide);
});
