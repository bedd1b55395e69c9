// Rows that run code when read: proxies, such as those of Apache Arrow and of reactive state; objects
// of classes with methods; getters. The code takes time and may throw.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareTables, inferSchema, TableVAE } from 'vae1';
import { failure } from '../support/failures.mjs';
import { people, SMALL_TABLE, trainedTable } from '../support/tables.mjs';

const plain = people(60);
const NAMES = Object.keys(plain[0]);

/** Counts every trap that is asked of the proxies. */
function counting() {
  const traps = { count: 0, get: 0 };
  const handler = new Proxy(
    {},
    {
      get: (_, trap) => {
        traps.count++;
        if (trap === 'get') traps.get++;
        return Reflect[trap];
      },
    },
  );
  return { traps, of: (row) => new Proxy(row, handler) };
}

class Person {
  constructor(row) {
    Object.assign(this, row);
  }
  older() {
    return this.age + 1;
  }
}

/** As a row of Apache Arrow: it owns nothing but what its handler says, and has methods. */
class StructRow {
  static traps = 0;
  #cells;
  constructor(cells) {
    this.#cells = cells;
    const row = this;
    const counted = (result) => {
      StructRow.traps++;
      return result;
    };
    return new Proxy(this, {
      ownKeys: () => counted(Object.keys(cells)),
      has: (_, key) => counted(key in cells),
      getOwnPropertyDescriptor: (_, key) =>
        counted(
          key in cells ? { writable: true, enumerable: true, configurable: true } : undefined,
        ),
      get: (target, key) => {
        StructRow.traps++;
        if (key === 'toJSON') return () => ({ ...row.#cells });
        return key in cells ? cells[key] : target[key];
      },
    });
  }
  toJSON() {
    return { ...this.#cells };
  }
  [Symbol.iterator]() {
    return Object.entries(this.#cells)[Symbol.iterator]();
  }
}

/** A document of a database: what it owns is not what its data are. */
class Document {
  #data;
  constructor(data) {
    this.#data = data;
    this.internal = { isNew: false };
  }
  toJSON() {
    return this.#data;
  }
}

const kinds = {
  proxies: (rows) => rows.map((row) => new Proxy(row, {})),
  'a proxy of proxies': (rows) => new Proxy(rows.map((row) => new Proxy(row, {})), {}), // prettier-ignore
  'rows as those of Arrow': (rows) => rows.map((row) => new StructRow(row)),
  'objects of a class': (rows) => rows.map((row) => new Person(row)),
  'documents with toJSON()': (rows) => rows.map((row) => new Document(row)),
  'objects without a prototype': (rows) => rows.map((row) => Object.assign(Object.create(null), row)), // prettier-ignore
  'getters': (rows) => rows.map((row) => Object.defineProperties({}, Object.fromEntries(NAMES.map((name) => [name, { get: () => row[name], enumerable: true }])))), // prettier-ignore
  'rows of every kind': (rows) => rows.map((row, i) => [row, new Person(row), new StructRow(row), new Document(row)][i % 4]), // prettier-ignore
};

for (const [name, made] of Object.entries(kinds))
  test(`rows with code train like the table that they hold: ${name}`, async (t) => {
    assert.deepEqual(await inferSchema(made(plain)), await inferSchema(plain));
    const model = await trainedTable(t, {}, plain);
    const other = await trainedTable(t, {}, made(plain));
    assert.deepEqual(await other.save(), await model.save());
    assert.deepEqual(await model.score(made(plain)), await model.score(plain));
    assert.deepEqual(await model.impute(made(plain)), await model.impute(plain));
    assert.equal((await compareTables(plain, made(plain))).overall, 1);
  });

test('every cell is read once, however many passes the library makes', async () => {
  const { traps, of } = counting();
  await inferSchema(plain.map(of));
  assert.ok(traps.get <= plain.length * NAMES.length + 2, `${traps.get} cells were read`);
  // The keys, and for each key whether it is enumerable; the prototype.
  assert.ok(traps.count <= plain.length * (2 * NAMES.length + 4), `${traps.count} traps`);

  StructRow.traps = 0;
  await inferSchema(plain.map((row) => new StructRow(row)));
  assert.ok(StructRow.traps <= 2 * plain.length + 3 * NAMES.length, `${StructRow.traps} traps`);
});

test('cells of columns that the model does not have are not read', async (t) => {
  const model = await trainedTable(t, {}, plain);
  const rows = plain.map((row) => ({
    ...row,
    get other() {
      throw new Error('it is read');
    },
  }));
  assert.deepEqual(await model.score(rows), await model.score(plain));
});

test('a key that only a few later rows have is a column with gaps elsewhere', async () => {
  const rows = plain.map((row, i) => (i === 40 ? new Person({ ...row, late: 5 }) : row));
  const { columns } = await inferSchema(rows);
  assert.deepEqual(columns.at(-1), { name: 'late', missing: 59 / 60, type: 'constant', value: 5 });
});

const broken = () => {
  throw new RangeError('the connection is closed.');
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const revokedArray = () => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
};
const last = (row) => [...plain, row];
const closed = /the connection is closed\.$/;

for (const [what, make, code, sentence] of [
  ['two columns of one name', () => last(new Proxy({}, { ownKeys: () => ['a', 'a'] })), 'ERR_DATA_SHAPE', /^Row 60 of \w+ cannot be read: .*duplicate/], // prettier-ignore
  ['two columns of one name, with toJSON()', () => [new Proxy(new Document({}), { ownKeys: () => ['a', 'a'], get: (_, key) => (key === 'toJSON' ? () => ({ a: 1 }) : undefined) })], 'ERR_DATA_SHAPE', /^Row 0 of \w+ cannot be read: .*duplicate/], // prettier-ignore
  ['keys that throw', () => last(new Proxy({}, { ownKeys: broken })), 'ERR_DATA_SHAPE', closed],
  ['a prototype that throws', () => last(new Proxy({}, { getPrototypeOf: broken })), 'ERR_DATA_SHAPE', closed], // prettier-ignore
  ['toJSON() that throws', () => last(new Proxy(new Document({}), { get: (_, key) => (key === 'toJSON' ? broken : undefined) })), 'ERR_DATA_SHAPE', closed], // prettier-ignore
  ['toJSON() that gives no object', () => [new Document('text')], 'ERR_DATA_SHAPE', /has "text" as row 0/], // prettier-ignore
  ['a getter that throws', () => last({ ...plain[0], get age() { return broken(); } }), 'ERR_DATA_VALUE', /^The cell of \w+ in row 60, column "age", cannot be read: the connection/], // prettier-ignore
  ['what throws no error', () => last({ ...plain[0], get age() { throw undefined; } }), 'ERR_DATA_VALUE', /column "age", cannot be read: undefined\.$/], // prettier-ignore
  ['what throws what cannot be shown', () => last({ ...plain[0], get age() { throw revoked(); } }), 'ERR_DATA_VALUE', /column "age", cannot be read/], // prettier-ignore
  ['a row that is revoked', () => last(revoked()), 'ERR_DATA_SHAPE', /^Row 60 of \w+ cannot be read/], // prettier-ignore
  ['a table that is revoked', revoked, 'ERR_DATA_SHAPE', /cannot be read/],
  ['an array that is revoked', revokedArray, 'ERR_DATA_SHAPE', /cannot be read/],
  ['an array whose elements throw', () => new Proxy(plain, { get: (rows, key) => (key === '7' ? broken() : rows[key]) }), 'ERR_DATA_SHAPE', closed], // prettier-ignore
  ['a column that throws', () => ({ get age() { return broken(); } }), 'ERR_DATA_SHAPE', closed], // prettier-ignore
  ['a column whose cells throw', () => ({ ...Object.fromEntries(NAMES.map((name) => [name, plain.map((row) => row[name])])), age: new Proxy(plain.map(({ age }) => age), { get: (cells, key) => (key === '7' ? broken() : cells[key]) }) }), 'ERR_DATA_VALUE', /^The cell of \w+ in row 7, column "age", cannot be read: the conn/], // prettier-ignore
  ['a cell that is revoked', () => last({ ...plain[0], age: revoked() }), 'ERR_DATA_VALUE', /an object that cannot be read in row 60/], // prettier-ignore
])
  test(`a row that throws when read is a VAEError: ${what}`, async (t) => {
    const model = await trainedTable(t, {}, plain);
    const before = await model.save();
    const fresh = new TableVAE(SMALL_TABLE);
    t.after(() => fresh.dispose());
    for (const attempt of [
      () => inferSchema(make()),
      () => fresh.train(make()),
      () => fresh.train(plain, { validation: make() }),
      () => model.train(make()),
      () => model.score(make()),
      () => model.impute(make()),
      () => compareTables(make(), plain),
      () => compareTables(plain, make()),
    ])
      await assert.rejects(attempt, failure(code, sentence));
    assert.deepEqual(await model.save(), before);
    assert.equal(fresh.schema, undefined);
  });
