// Tables of apache-arrow: what they hold is read as if it stood in plain columns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as arrow from 'apache-arrow';
import { compareTables, inferSchema, TableVAE } from 'vae1';
import { failure } from '../support/failures.mjs';
import { asColumns, people, SMALL_TABLE, trainedTable } from '../support/tables.mjs';

const { vectorFromArray, Table } = arrow;
const integer = (value) => value && BigInt(value);

/** The same people as plain columns and as an Arrow table with nearly every type. */
const plain = (() => {
  const { id, age, height, job, member, born, income, children } = asColumns(people(60));
  const ages = age.map((cell, i) => (i % 7 ? cell : null));
  return { id, age: ages, height, job, member, born, income: income.map(integer), children };
})();
const TYPES = {
  id: new arrow.Utf8(),
  age: new arrow.Int16(),
  height: new arrow.Float64(),
  job: new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8()),
  member: new arrow.Bool(),
  born: new arrow.DateDay(),
  income: new arrow.Int64(),
  children: new arrow.Float16(),
};
const asArrow = (columns, types = TYPES) =>
  new Table(
    Object.fromEntries(
      Object.entries(columns).map(([name, cells]) => [name, vectorFromArray(cells, types[name])]),
    ),
  );
const table = asArrow(plain);
/** Rows 20 to 39 of it, and all of it in three batches. */
const sliced = table.slice(20, 40);
const chunked = table.slice(0, 7).concat(table.slice(7, 50), table.slice(50));

/** A column of one cell, of a type whose values are made from their bytes. */
const column = (type, data) => arrow.makeVector(arrow.makeData({ type, data }));

for (const [name, made, twin] of [
  ['whole', table, plain],
  ['in three batches', chunked, plain],
  ['a slice', sliced, Object.fromEntries(Object.entries(plain).map(([key, cells]) => [key, cells.slice(20, 40)]))], // prettier-ignore
  ['a record batch', table.batches[0], plain],
  ['read from a stream', arrow.tableFromIPC(arrow.tableToIPC(chunked, 'stream')), plain],
])
  test(`an Arrow table trains like the columns that it holds: ${name}`, async (t) => {
    assert.deepEqual(await inferSchema(made), await inferSchema(twin));
    const model = await trainedTable(t, {}, twin);
    const other = await trainedTable(t, {}, made);
    assert.deepEqual(await other.save(), await model.save());
    assert.deepEqual(await other.score(made), await model.score(twin));
    assert.deepEqual(await other.encode(made), await model.encode(twin));
    assert.deepEqual(await other.impute(made), await model.impute(twin));
    assert.equal((await compareTables(twin, made)).overall, 1);
  });

test('what is made is columns by default, of which the library makes an Arrow table', async (t) => {
  const model = await trainedTable(t, {}, table);
  const made = await model.generate(20, { seed: 1 });
  assert.deepEqual(Object.keys(made), Object.keys(plain));
  assert.equal((await model.impute(table)).age.length, 60);
  assert.ok(Array.isArray(await model.generate(3, { form: 'rows' })));

  const again = arrow.tableFromArrays(await model.generate(20, { form: 'columns', seed: 1 }));
  const types = Object.fromEntries(again.schema.fields.map((field) => [field.name, `${field.type}`])); // prettier-ignore
  const text = 'Dictionary<Int32, Utf8>';
  assert.deepEqual(types, {
    ...{ id: text, age: 'Float64', height: 'Float64', job: text, member: 'Bool' },
    ...{ born: 'Timestamp<MILLISECOND>', income: 'Int64', children: 'Float64' },
  });
  assert.equal((await model.score(again)).length, 20);
  for (const name of Object.keys(made))
    assert.deepEqual([...again.getChild(name)].map((cell) => cell === null), made[name].map((cell) => cell === null)); // prettier-ignore
});

test('gaps stay gaps: they become no 0, no false and no empty text', async () => {
  const cells = {
    number: [1, null, 0, 5, 6],
    whole: [1n, null, 0n, 5n, 6n],
    truth: [true, null, false, true, true],
    text: ['a', null, '', 'a', 'a'],
    category: ['a', null, '', 'a', 'a'],
    date: [1, null, 0, 5e8, 6e8].map((ms) => (ms === null ? null : new Date(ms))),
    nothing: [null, null, null, null, null],
  };
  const made = asArrow(cells, {
    number: new arrow.Float32(),
    whole: new arrow.Int64(),
    truth: new arrow.Bool(),
    text: new arrow.Utf8(),
    category: new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()),
    date: new arrow.TimestampMillisecond(),
    nothing: new arrow.Null(),
  });
  const { columns } = await inferSchema(made);
  assert.deepEqual(columns, (await inferSchema(cells)).columns);
  for (const { name, missing } of columns.slice(0, 3)) assert.equal(missing, 0.2, name);
});

test('a dictionary whose own values have a gap', async () => {
  const dictionary = vectorFromArray(['x', null, 'y'], new arrow.Utf8());
  const data = Int32Array.of(0, 1, 2, 0, 1, 2);
  const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32());
  const vector = arrow.makeVector(arrow.makeData({ type, data, dictionary }));
  const [{ missing, categories }] = (await inferSchema(new Table({ kind: vector }))).columns;
  assert.equal(missing, 1 / 3);
  assert.deepEqual(categories.map(({ value }) => value), ['x', 'y']); // prettier-ignore
});

/** The smallest value of a column of different values, by the schema. */
const least = async (type, data) => {
  const { columns } = await inferSchema(new Table({ value: column(type, data) }));
  return columns[0].minimum;
};

for (const [name, type, data, expected] of [
  ['decimals', new arrow.Decimal(2, 10, 128), Int32Array.of(-125, -1, -1, -1, 125, 0, 0, 0), -1.25],
  [
    'long decimals',
    new arrow.Decimal(10, 38, 128),
    Uint32Array.of(3, 5, 0, 0, 4, 9, 0, 0),
    2.1474836483,
  ],
  ['whole numbers of 64 bits', new arrow.Int64(), BigInt64Array.of(-5n, 7n), -5],
  ['Float16', new arrow.Float16(), Uint16Array.of(0x3e00, 0x4000), 1.5],
  ['seconds before 1970', new arrow.TimestampSecond(), BigInt64Array.of(-1n, 9n), -1000],
  ['milliseconds before 1970', new arrow.TimestampMillisecond(), BigInt64Array.of(-1n, 9n), -1],
  ['microseconds before 1970', new arrow.TimestampMicrosecond(), BigInt64Array.of(-1n, 9000n), -1],
  ['nanoseconds before 1970', new arrow.TimestampNanosecond(), BigInt64Array.of(-1n, 9000000n), -1],
  ['days before 1970', new arrow.DateDay(), Int32Array.of(-1, 9), -86_400_000],
])
  test(`an Arrow column has its values: ${name}`, async () => {
    assert.equal(await least(type, data), expected);
  });

const list = new arrow.List(new arrow.Field('item', new arrow.Float64()));
const struct = new arrow.Struct([new arrow.Field('item', new arrow.Float64())]);
const twice = () => {
  const fields = ['a', 'a'].map((name) => new arrow.Field(name, new arrow.Float64()));
  const children = fields.map(() => vectorFromArray([1, 2], new arrow.Float64()).data[0]);
  const data = arrow.makeData({ type: new arrow.Struct(fields), length: 2, children });
  return new arrow.RecordBatch(new arrow.Schema(fields), data);
};
const with2 = (name, vector) => new Table({ age: vectorFromArray([1, 2], new arrow.Int8()), [name]: vector }); // prettier-ignore

for (const [what, make, code, sentence] of [
  [
    'two columns of one name',
    twice,
    'ERR_DATA_SHAPE',
    /^\w+ has two columns named "a"; rename one of them\.$/,
  ],
  ['no rows', () => table.slice(0, 0), 'ERR_DATA_SHAPE', /^\w+ holds no rows/],
  ['no columns', () => new Table(new arrow.Schema([])), 'ERR_DATA_SHAPE', /^\w+ has no columns/],
  [
    'lists',
    () => with2('tags', vectorFromArray([[1], [2]], list)),
    'ERR_DATA_SHAPE',
    /^\w+ has values of the type List<Float64> in column "tags", expected .*select the other columns\.$/,
  ],
  [
    'structs',
    () => with2('place', vectorFromArray([{ item: 1 }, { item: 2 }], struct)),
    'ERR_DATA_SHAPE',
    /column "place"/,
  ],
  [
    'bytes',
    () => with2('blob', vectorFromArray([Uint8Array.of(1), null], new arrow.Binary())),
    'ERR_DATA_SHAPE',
    /the type Binary in column "blob"/,
  ],
  [
    'infinity',
    () => with2('age', vectorFromArray([1, Infinity], new arrow.Float64())),
    'ERR_DATA_VALUE',
    /^\w+ has Infinity in row 1, column "age"/,
  ],
])
  test(`a refused Arrow table is a VAEError: ${what}`, async (t) => {
    const fresh = new TableVAE(SMALL_TABLE);
    t.after(() => fresh.dispose());
    await assert.rejects(inferSchema(make()), failure(code, sentence));
    await assert.rejects(fresh.train(make()), failure(code, sentence));
    await assert.rejects(compareTables(make(), plain), failure(code, sentence));
    assert.equal(fresh.schema, undefined);
  });

test('columns that a model does not have are not read, nested ones too', async (t) => {
  const model = await trainedTable(t, {}, plain);
  const lists = vectorFromArray(plain.age.map((age) => [age]), list); // prettier-ignore
  const wider = table.assign(new Table({ tags: lists }));
  assert.deepEqual(await model.score(wider), await model.score(plain));
});
