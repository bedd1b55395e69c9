// The types that columns get, and the errors for columns that cannot be modelled.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inferSchema as publicInferSchema, TableVAE } from 'vae1';
import { tableView } from '../../../build/js/table/table-view.js';
import { inferSchema } from '../../../build/js/table/infer-schema.js';
import { schemaFromJson } from '../../../build/js/table/schema-from-json.js';
import { uniform } from '../support/data.mjs';
import { failure as publicFailure } from '../support/failures.mjs';
import { columnOf, schemaOf, tableFailure as failure } from '../support/table-schemas.mjs';

const cycle = (values, count = 120) =>
  Array.from({ length: count }, (_, i) => values[i % values.length]);
const many = (make, count = 120) => Array.from({ length: count }, (_, i) => make(i));

const middleOf = ({ min, max }) => (min + max) / 2;

test('rows and columns of the same cells have the same schema, but for the form', async () => {
  const rows = many((i) => ({ age: 20 + ((i * 7) % 61), job: ['clerk', 'smith'][i % 2] }));
  const columns = { age: rows.map((row) => row.age), job: rows.map((row) => row.job) };
  const [a, b] = [await schemaOf(rows), await schemaOf(columns)];
  assert.deepEqual([a.form, b.form], ['rows', 'columns']);
  assert.deepEqual({ ...a, form: b.form }, b);
  assert.deepEqual(await schemaOf({ ...columns, age: Int8Array.from(columns.age) }), b);
});

test('the columns are the keys of all rows, in order of first appearance', async () => {
  const view = await tableView([{ b: 1 }, { a: 2, b: 3 }, { c: 4 }], 'data');
  assert.deepEqual(view.names, ['b', 'a', 'c']);
  assert.equal(view.cell(0, 1), undefined);
});

test('what rows inherit is no cell, and hostile names are names', async () => {
  class Row {
    own = 1;
    get computed() {
      return 2;
    }
  }
  Row.prototype.inherited = 3;
  const hostile = JSON.parse('{"__proto__": 4, "constructor": 5, "": 6, "ключ": 7, "own": 8}');
  const view = await tableView([new Row(), hostile, { inherited: 9, computed: 9 }], 'data');
  assert.deepEqual(view.names, [
    ...['own', '__proto__', 'constructor', '', 'ключ', 'inherited', 'computed'],
  ]);
  const cells = (row) => view.names.map((_, column) => view.cell(row, column));
  const none = undefined;
  assert.deepEqual(cells(0), [1, none, none, none, none, none, none]);
  assert.deepEqual(cells(1), [8, 4, 5, 6, 7, none, none]);
  assert.deepEqual(cells(2), [none, none, none, none, none, 9, 9]);
});

for (const [what, data, sentence] of [
  ['a number', 5, /data must be a table .* not 5/],
  ['a flat typed array', new Float32Array(4), /data must be a table/],
  ['null', null, /, not null/],
  ['a Map', new Map([['a', 1]]), /data must be a table/],
  ['no rows', [], /data holds no rows/],
  ['columns without rows', { a: [] }, /data holds no rows/],
  ['no columns', {}, /data has no columns/],
  ['rows without cells', [{}, {}], /data has no columns/],
  ['ragged columns', { a: [1, 2], b: [1] }, /data has 1 values in column "b", but 2 in column "a"/],
  ['a single row', { a: 1 }, /has 1 as column "a"/],
  ['text for a column', { a: 'abc' }, /has "abc" as column "a"/],
  ['rows that are arrays', [[1, 2]], /has \[1, 2\] as row 0/],
  ['a row that is null', [{ a: 1 }, null], /has null as row 1/],
])
  test(`no table: ${what}`, () =>
    assert.rejects(tableView(data, 'data'), failure('ERR_DATA_SHAPE', sentence)));

for (const [what, cell, sentence] of [
  ['infinity', -Infinity, /data has -Infinity in row 1, column "b c"/],
  [
    'a BigInt beyond 2^53',
    2n ** 60n,
    /data has 1152921504606846976n in row 1, column "b c", expected an integer within 2\^53/,
  ],
  ['an object', { x: 1 }, /data has an object \(Object\) in row 1/],
  ['an array', [1], /data has \[1\] in row 1/],
  ['a function', () => 1, /data has a function in row 1/],
  ['a symbol', Symbol('s'), /data has Symbol\(s\) in row 1/],
  ['an invalid Date', new Date(NaN), /data has an invalid Date in row 1/],
])
  test(`no cell: ${what}`, () =>
    assert.rejects(
      schemaOf([{ a: 1, 'b c': 2 }, { 'b c': cell }]),
      failure('ERR_DATA_VALUE', sentence),
    ));

test('null, undefined, NaN and absent keys are gaps; "" is one where the others are no text', async () => {
  const gaps = [null, undefined, NaN, '', 1.5, 2.5, 4, 5];
  assert.equal((await columnOf(gaps)).missing, 0.5);
  assert.equal((await columnOf(['', '2020-01-01', '2020-01-02', '2020-01-02'])).missing, 0.25);
  assert.equal((await columnOf(['', true, false, true])).missing, 0.25);
  const text = await columnOf(['', 'a', 'b', 'a']);
  assert.equal(text.missing, 0);
  assert.deepEqual(text.categories[0], { value: 'a', count: 2 });
  assert.deepEqual(text.categories[1], { value: '', count: 1 });
  const { columns } = await schemaOf([{ a: 1, b: 1 }, { b: 2 }, { a: 2 }, { a: 3, b: 3 }]);
  assert.deepEqual(
    columns.map(({ missing }) => missing),
    [0.25, 0.25],
  );
});

test('integers, decimals and their bounds', async () => {
  const { bins, ...integers } = await columnOf(many((i) => ((i * 37) % 101) - 50));
  assert.equal(bins.length, 6);
  assert.deepEqual(integers, {
    ...{ name: 'cells', missing: 0, type: 'integer' },
    ...{ minimum: -50, maximum: 50, decimals: 0 },
  });
  const money = await columnOf(many((i) => (i * i + 10) / 100));
  assert.equal(money.type, 'continuous');
  assert.equal(money.decimals, 2);
  assert.equal((await columnOf(many((i) => Number(`${i + 1}e-9`)))).decimals, 9);
  assert.equal((await columnOf(many((i) => Number(`${i + 1}e-20`)))).decimals, null);
  assert.equal((await columnOf(many((i) => Math.sqrt(i) * 1e-3))).decimals, null);
  assert.equal((await columnOf(many((i) => (i % 50) * 1e300))).type, 'integer');
});

test('numbers as text are numbers, and keep how they were written', async () => {
  const written = async (cells) => {
    const { type, decimals, text } = await columnOf(cells);
    return [type, decimals, text];
  };
  const value = (i) => (i * 13) % 97;
  assert.deepEqual(await written(many((i) => `${value(i)}.50`)), ['continuous', 2, 'fixed']);
  assert.deepEqual(await written(many((i) => `${value(i) / 4}`)), ['continuous', 2, 'shortest']);
  assert.deepEqual(await written(many((i) => `${value(i)}.0`)), ['integer', 1, 'fixed']);
  assert.deepEqual(await written(many((i) => `${value(i)}e-3`)), ['continuous', 3, 'shortest']);
  assert.deepEqual(await written(many((i) => (i % 2 ? value(i) : `${value(i)}`))), [
    ...['integer', 0, undefined],
  ]);
});

test('text that names something is no number: closing up its zeros would lose it', async () => {
  const towns = await columnOf(cycle(['02139', '10001', '94103']));
  assert.equal(towns.type, 'categorical');
  assert.equal(towns.reason, undefined);
  const phones = await columnOf(many((i) => `+49301234${100 + i}`));
  assert.equal(phones.type, 'identifier');
  const cards = await columnOf(many((i) => `4000123412341${100 + i}`));
  assert.equal(cards.type, 'identifier');
});

test('true and false are boolean; by what the user says also 1 and 0, "yes" and "No"', async () => {
  const inferred = await columnOf(cycle([true, false, true]));
  assert.equal(inferred.type, 'boolean');
  assert.deepEqual(inferred.categories, [
    { value: false, count: 40 },
    { value: true, count: 80 },
  ]);
  const said = await columnOf(cycle(['yes', 'No', 'yes']), 'boolean');
  assert.deepEqual(
    said.categories.map(({ value }) => value),
    ['No', 'yes'],
  );
  assert.equal((await columnOf(cycle([0, 1]))).type, 'integer');
  await assert.rejects(
    columnOf(['yes', 'no', 'maybe', 'no'], 'boolean'),
    failure('ERR_DATA_VALUE', /data has "maybe" in row 2, column "cells".* columns says "boolean"/),
  );
});

test('dates: objects, ISO 8601, slashes and English months, each with its own form', async () => {
  const days = ['2020-02-29', '2021-03-05', '1999-12-31', '2020-02-28'];
  const form = async (write) => {
    const { type, form, step } = await columnOf(days.map(write));
    return [type, form, step];
  };
  const day = 86_400_000;
  assert.deepEqual(await form((text) => text), ['date', 'YYYY-MM-DD', day]);
  assert.deepEqual(await form((text) => new Date(text)), ['date', 'Date', day]);
  assert.deepEqual(await form((text) => text.replaceAll('-', '/')), ['date', 'YYYY/MM/DD', day]);
  for (const [time, shape, step] of [
    ['T10:30', 'THH:MM', 60_000],
    ['T10:00Z', 'THH:MMZ', 3_600_000],
    [' 10:30:01', ' HH:MM:SS', 1000],
    ['T10:30:01.250+02:00', 'THH:MM:SS.mmm+02:00', 1],
  ])
    assert.deepEqual(await form((text) => text + time), ['date', `YYYY-MM-DD${shape}`, step]);
  const english = await columnOf(['Jan 1 2000', 'Feb 29 2000', 'Dec 31 1969', 'Jan 1 2000']);
  assert.equal(english.form, 'Mon D YYYY');
  assert.equal(english.minimum, -day);
  const dotted = await columnOf(['31.12.1969', '29.02.2000', '01.01.1970', '31.12.1969']);
  assert.deepEqual([dotted.form, dotted.minimum], ['DD.MM.YYYY', -day]);
  assert.equal((await columnOf(['31.12.1969', '1.2.2000', '1.10.2000'])).form, 'D.M.YYYY');
  const forms = ['31.12.1969', 'Jan 1 1970', '31.12.1969'];
  assert.equal((await columnOf(forms)).form, 'YYYY-MM-DD');
  const mixed = ['2020-01-01', '2020-07-01T10:30+02:00', '2020-12-01T10:30:15+01:00', '2020-01-01'];
  assert.equal((await columnOf(mixed)).form, 'YYYY-MM-DDTHH:MM:SSZ');
  const utc = await columnOf(['2020-01-01T00:30+02:00', '2020-01-02T00:30+02:00']);
  assert.equal(utc.minimum, Date.UTC(2019, 11, 31, 22, 30));
});

test('a day that does not exist is named, not taken for the day after', async () => {
  const cells = many((i) => new Date(i * 864e5).toISOString().slice(0, 10));
  cells[41] = '1970-02-29';
  for (const said of [undefined, 'date'])
    await assert.rejects(
      columnOf(cells, said),
      failure('ERR_DATA_VALUE', /data has "1970-02-29" in row 41, .* expected a date/),
    );
  for (const text of [
    '2020-13-01',
    '2020-00-10',
    '2020-01-32',
    '2020-01-01T24:00',
    'Foo 1 2020',
    '30.02.2020',
  ])
    await assert.rejects(
      columnOf(['2020-01-01', text], 'date'),
      failure('ERR_DATA_VALUE', /row 1/),
    );
});

test('categories keep their type and are in order of frequency, then of type and value', async () => {
  const { type, categories } = await columnOf(cycle([1, '1', true, 'b', 'a', 'b']));
  assert.equal(type, 'categorical');
  assert.deepEqual(
    categories.map(({ value }) => value),
    ['b', true, 1, '1', 'a'],
  );
  assert.equal(
    categories.reduce((sum, { count }) => sum + count, 0),
    120,
  );
});

test('text is categorical while its values come back, an identifier where they hardly do', async () => {
  const text = (values, rows) => columnOf(many((i) => `name ${(i * 7919) % values}`, rows));
  assert.equal((await text(500, 5000)).type, 'categorical');
  assert.equal((await text(500, 5000)).categories.length, 500);
  assert.equal((await text(19, 19)).type, 'categorical');
  const names = await text(90, 120);
  assert.equal(names.type, 'identifier');
  assert.match(names.reason, /^90 different values in 120 cells: too many for categories/);
  const more = await text(1001, 5000);
  assert.equal(more.type, 'identifier');
  assert.match(more.reason, /more than 1000 different values/);
  const asked = await columnOf(
    many((i) => `name ${i % 1001}`, 5000),
    'categorical',
  );
  assert.equal(asked.categories.length, 1001);
  await assert.rejects(
    columnOf(many(String, 10_001), 'categorical'),
    failure('ERR_DATA_SHAPE', /more than 10000 different values in column "cells"/),
  );
});

test('integers that number the rows are identifiers; years, ranks that repeat and measures are not', async () => {
  const typeOf = async (cells, name) =>
    (await schemaOf({ [name]: cells, noise: cells.map((_, i) => i % 2) })).columns[0].type;
  assert.equal(
    await typeOf(
      many((i) => i + 1),
      'n',
    ),
    'identifier',
  );
  assert.equal(
    await typeOf(
      many((i) => (i * 7) % 120),
      '',
    ),
    'identifier',
  );
  assert.equal(
    await typeOf(
      many((i) => String(i + 1)),
      'n',
    ),
    'identifier',
  );
  assert.equal(
    await typeOf(
      many((i) => 1900 + i),
      'year',
    ),
    'integer',
  );
  assert.equal(
    await typeOf(
      many((i) => 10_000 + 17 * i),
      'weight',
    ),
    'integer',
  );
  assert.equal(
    await typeOf(
      many((i) => 10_000 + 17 * i),
      'customer_id',
    ),
    'identifier',
  );
  assert.equal(
    await typeOf(
      many((i) => 10_000 + 17 * i),
      'userId',
    ),
    'identifier',
  );
  assert.equal(
    await typeOf(
      many((i) => 10_000 + 17 * i),
      'paid',
    ),
    'integer',
  );
  assert.equal(
    await typeOf(
      many((i) => Math.floor(i / 2)),
      'id',
    ),
    'integer',
  );
});

test('one value is a constant, nothing but gaps too', async () => {
  const constant = async (cells, said) => {
    const { type, value, missing, date } = await columnOf(cells, said);
    assert.equal(type, 'constant');
    return [value, missing, date];
  };
  assert.deepEqual(await constant(['x', 'x', null, null]), ['x', 0.5, undefined]);
  assert.deepEqual(await constant([3, 3, 3]), [3, 0, undefined]);
  assert.deepEqual(await constant(['1.50', '1.50']), ['1.50', 0, undefined]);
  assert.deepEqual(await constant([true, true]), [true, 0, undefined]);
  assert.deepEqual(await constant([new Date(5), new Date(5)]), [5, 0, true]);
  assert.deepEqual(await constant([null, undefined, NaN]), [null, 1, undefined]);
  assert.deepEqual(await constant(['', '']), ['', 0, undefined]);
  assert.deepEqual(await constant([3, 3], 'categorical'), [3, 0, undefined]);
  await assert.rejects(
    columnOf([3, 3, 4], 'constant'),
    failure('ERR_DATA_VALUE', /data has 4 in row 2, column "cells", expected 3, as above/),
  );
});

test('a stray text among many numbers is named, rather than the column lost', async () => {
  const income = many((i) => 1000 + i * 17);
  income[70] = 'ask Jo';
  await assert.rejects(
    columnOf(income),
    failure(
      'ERR_DATA_VALUE',
      /data has "ask Jo" in row 70, column "cells", expected a number, as in most rows .* missingValues/,
    ),
  );
  assert.equal((await columnOf(income, 'identifier')).type, 'identifier');
  await assert.rejects(
    columnOf(income.map(String)),
    failure('ERR_DATA_VALUE', /"ask Jo" in row 70/),
  );
  const words = many(
    (i) => (i % 9 === 4 ? ['tbd', 'x', 'x'][Math.floor(i / 9) % 3] : `${1000 + i * 17},50`),
    900,
  );
  await assert.rejects(
    columnOf(words),
    failure(
      'ERR_DATA_VALUE',
      /most rows of this column except those with "x" \(66\), "tbd" \(34\); /,
    ),
  );
  const dates = many((i) => new Date(i * 1e9));
  dates[3] = 'soon';
  await assert.rejects(columnOf(dates), failure('ERR_DATA_VALUE', /"soon" in row 3, .* a date/));
});

for (const [said, cells, sentence] of [
  [
    'integer',
    [1, 2, 2.5],
    /data has 2.5 in row 2, column "cells", expected an integer; .* says "integer"/,
  ],
  ['continuous', [1, 'x', 2], /data has "x" in row 1, column "cells", expected a number/],
  ['date', ['2020-01-01', 7], /data has 7 in row 1, column "cells", expected a date/],
  ['categorical', ['a', new Date(0)], /data has a Date in row 1, column "cells"/],
  [{ type: 'integer', minimum: 2 }, [2, 1, 3], /data has 1 in row 1, .* a number >= 2/],
  [{ maximum: 2 }, [2, 1, 3], /data has 3 in row 2, .* a number <= 2/],
])
  test(`columns says ${JSON.stringify(said)}, and the data otherwise`, () =>
    assert.rejects(columnOf(cells, said), failure('ERR_DATA_VALUE', sentence)));

test('what the user says of numbers goes into the schema', async () => {
  const said = { type: 'continuous', minimum: 0, maximum: 100, decimals: 1 };
  const { bins, ...column } = await columnOf([1, 2.25, 3, 50], said);
  assert.deepEqual(column, { name: 'cells', missing: 0, ...said });
  assert.equal((await columnOf(cycle([1, 2, 3]), 'categorical')).type, 'categorical');
});

for (const [what, options, sentence] of [
  ['an unknown column', { columns: { bge: 'integer' } }, /columns names "bge", .* mean "age"/],
  [
    'an unknown type',
    { columns: { age: 'number' } },
    /columns\["age"\] must be one of .* "number"/,
  ],
  ['an unknown part', { columns: { age: { typ: 'integer' } } }, /no option "typ"/],
  ['digits of a category', { columns: { job: { decimals: 1 } } }, /columns\["job"\] has decimals/],
  ['an unknown condition', { conditions: ['jbo'] }, /conditions names "jbo", .* mean "job"/],
])
  test(`options are checked: ${what}`, () =>
    assert.rejects(
      schemaOf({ age: [1, 2, 3.5], job: ['a', 'b', 'a'], same: [1, 1, 1] }, options),
      failure('ERR_OPTION', sentence),
    ));

test('the public call gives the schema that a training would settle', async () => {
  const table = {
    age: many((i) => 20 + (i % 50)),
    job: cycle(['clerk', 'smith']),
    id: many(String),
  };
  const options = { columns: { age: 'continuous' }, conditions: ['job'] };
  const schema = await publicInferSchema(table, options);
  assert.deepEqual(schema, await schemaOf(table, options));
  assert.ok(Object.isFrozen(schema.columns[0]));
  const model = new TableVAE({ ...options, hiddenDims: [], latentDim: 1 });
  await model.train(table, { epochs: 1 });
  assert.deepEqual(model.schema, schema);
  model.dispose();
});

test('a schema can be had of columns that no model can be made of; a training refuses them', async () => {
  const table = { id: many((i) => i), same: many(() => 'x') };
  const { columns } = await publicInferSchema(table);
  assert.deepEqual(
    columns.map(({ type }) => type),
    ['identifier', 'constant'],
  );
  const refusal = async (data, options, code, sentence) => {
    const model = new TableVAE(options);
    await assert.rejects(model.train(data), publicFailure(code, sentence));
    model.dispose();
  };
  const nothing = /no column to model: "id" is "identifier", "same" is "constant"/;
  await refusal(table, {}, 'ERR_DATA_SHAPE', nothing);
  await refusal([{ a: 1, b: 'x' }], {}, 'ERR_DATA_SHAPE', /"a" is "constant", "b" is "constant"/);
  const more = { ...table, sex: cycle(['m', 'f']) };
  await refusal(more, { conditions: ['sex'] }, 'ERR_DATA_SHAPE', /"sex" is a condition/);
  await refusal(more, { conditions: ['same'] }, 'ERR_OPTION', /names "same", .* every row/);
});

test('the schema does not depend on the order of the rows', async () => {
  const next = uniform(3);
  const rows = many(
    (i) => ({
      n: Math.round(next() * 1e4) / 100,
      spiked: next() < 0.4 ? 7 : next(),
      kind: 'abcdefgh'[Math.floor(next() * 8)],
      day: new Date(Math.floor(next() * 1e10) * 100).toISOString(),
      gap: next() < 0.2 ? null : i % 4,
      id: i + 1,
    }),
    3000,
  );
  const schema = await schemaOf(rows);
  const order = rows.map((row) => [next(), row]).sort(([a], [b]) => a - b);
  assert.deepEqual(await schemaOf(order.map(([, row]) => row)), schema);
  assert.deepEqual(
    schema.columns.map(({ type }) => type),
    ['continuous', 'continuous', 'categorical', 'date', 'integer', 'identifier'],
  );
});

test('the schema is frozen, and JSON keeps it exactly', async () => {
  const schema = await schemaOf(
    {
      n: [0.1, -0, 1e21, 5e-324, 3, 4],
      text: ['1.50', '2.25', '', '3.00', '1.00', '9.75'],
      kind: [1, '1', true, '\ud800', 1, '__proto__'],
      flag: [true, false, null, true, true, true],
      day: many((i) => new Date(i * 1e12), 6),
      same: many(() => new Date(0), 6),
      name: many((i) => `n ${i}`, 6),
    },
    { columns: { name: 'identifier' }, conditions: ['flag'] },
  );
  const back = schemaFromJson(JSON.parse(JSON.stringify(schema)));
  assert.deepEqual(back, schema);
  for (const one of [schema, back]) {
    assert.ok(Object.isFrozen(one) && Object.isFrozen(one.columns[2].categories[0]));
    assert.throws(() => (one.columns[0].minimum = 1), TypeError);
  }
});

test('a schema that is none is refused with the reason, whatever is wrong with it', async () => {
  const next = uniform(5);
  const schema = await schemaOf(
    {
      n: many((i) => (i % 3 ? next() : 0)),
      level: cycle([1, 2, 3]),
      kind: cycle(['a', 'b']),
      flag: cycle([true, false]),
      day: many((i) => new Date(i * 1e12)),
      same: many(() => 1),
      id: many((i) => `n-${i}`),
    },
    { conditions: ['kind'] },
  );
  const text = JSON.stringify(schema);
  const changed = (change) => {
    const json = JSON.parse(text);
    change(json, Object.fromEntries(json.columns.map((column) => [column.name, column])));
    return schemaFromJson(json);
  };
  assert.equal(typeof changed(() => {}), 'object');
  for (const [sentence, change] of [
    [/no valid form/, (json) => (json.form = 'row')],
    [/no valid rows/, (json) => (json.rows = 0)],
    [/no valid columns/, (json) => (json.columns = {})],
    [/no valid columns/, (json) => (json.columns = [null])],
    [/no valid conditions/, (json) => json.conditions.push('x')],
    [/no valid name of a column/, (json) => (json.columns[1].name = 'n')],
    [/no valid type of column "n"/, (_, { n }) => (n.type = 'toString')],
    [/no valid missing in column "n"/, (_, { n }) => (n.missing = 1.5)],
    [/no valid minimum in column "n"/, (_, { n }) => (n.minimum = null)],
    [/no valid maximum in column "n"/, (_, { n }) => (n.maximum = -1)],
    [/no valid decimals in column "n"/, (_, { n }) => (n.decimals = 16)],
    [/no valid spikes in column "n"/, (_, { n }) => (n.spikes = [{ value: -5, count: 1 }])],
    [/no valid levels in column "n"/, (_, { n }) => (n.levels = [{ value: 0, count: 1 }])],
    [/no valid bins in column "n"/, (_, { n }) => (n.bins.at(-1).max = n.bins.at(-1).min)],
    [/no valid bins in column "n"/, (_, { n }) => (n.bins.at(-1).min = n.bins.at(-2).min)],
    [/no valid bins in column "n"/, (_, { n }) => (n.bins[0].min = 0)],
    [
      /no valid bins in column "n"/,
      (_, { n }) => (n.bins[1].repeated = [{ value: n.maximum, count: 5 }]),
    ],
    [
      /no valid bins in column "n"/,
      (_, { n }) => (n.bins[1].edges = [{ value: n.maximum, count: 1 }]),
    ],
    [
      /no valid bins in column "n"/,
      (_, { n }) => (n.bins[1].edges = [{ value: n.bins[1].min, count: 1 }]),
    ],
    [
      /no valid bins in column "n"/,
      (_, { n }) => (n.bins[1].edges = [{ value: middleOf(n.bins[1]), count: n.bins[1].count }]),
    ],
    [/no valid bins in column "level"/, (_, { level }) => level.bins.reverse()],
    [/no valid bins in column "level"/, (_, { level }) => (level.bins.length = 1)],
    [/no valid bins in column "level"/, (_, { level }) => (level.bins[0].count = 0)],
    [/no valid categories in column "kind"/, (_, { kind }) => kind.categories.pop()],
    [/no valid categories in column "kind"/, (_, { kind }) => (kind.categories[0].value = 'b')],
    [/no valid categories in column "kind"/, (_, { kind }) => (kind.categories[0].value = {})],
    [/no valid categories in column "flag"/, (_, { flag }) => (flag.categories[0].count = -1)],
    [/no valid form in column "day"/, (_, { day }) => (day.form = 'YYYY-MM-DD+99:00')],
    [/no valid maximum in column "day"/, (_, { day }) => (day.maximum = 1e300)],
    [/no valid step in column "day"/, (_, { day }) => (day.step = 0)],
    [/no valid value in column "same"/, (_, { same }) => (same.value = [])],
    [
      /no valid date in column "same"/,
      (_, { same }) => Object.assign(same, { date: true, value: 'x' }),
    ],
    [/no valid text in column "id"/, (_, { id }) => (id.text = { prefix: 'a', digits: 1e9 })],
    [/no valid text in column "id"/, (_, { id }) => (id.text.suffix = 5)],
    [/no valid width in column "id"/, (_, { id }) => (id.width = 16)],
    [/no valid unused in column "id"/, (_, { id }) => (id.unused = [[5]])],
    [/no valid unused in column "id"/, (_, { id }) => (id.unused = [{ 0: 5, 1: 5 }])],
    [/no valid bigint in column "id"/, (_, { id }) => (id.bigint = true)],
    [/no valid bigint in column "n"/, (_, { n }) => (n.bigint = 1)],
    [/no valid bigint in column "kind"/, (_, { kind }) => (kind.bigint = false)],
  ])
    assert.match(String(changed(change)), sentence);
  // Nothing throws, whichever part is missing or of another kind.
  const parts = (value, path = []) =>
    typeof value !== 'object' || value === null
      ? [path]
      : [path, ...Object.keys(value).flatMap((key) => parts(value[key], [...path, key]))];
  for (const path of parts(JSON.parse(text)).slice(1))
    for (const other of [undefined, null, [], {}, 'x', -1.5, true])
      changed((json) => {
        path.slice(0, -1).reduce((value, key) => value[key], json)[path.at(-1)] = other;
      });
  for (const json of [null, 1, [], 'x']) assert.equal(schemaFromJson(json), 'is not an object');
});

test('an aborted inference ends with the reason of its signal', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  const view = await tableView([{ a: 1 }, { a: 2.5 }], 'data');
  await assert.rejects(inferSchema(view, { signal }), /enough/);
  const controller = new AbortController();
  const large = await tableView({ a: new Float64Array(3e6).map((_, i) => i / 7) }, 'data');
  const promise = inferSchema(large, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error('enough')));
  await assert.rejects(promise, /enough/);
});
