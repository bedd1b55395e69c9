// Frames of libraries that are not installed here, as objects with their public members: Danfo.js 1.2 and
// nodejs-polars 0.26. What both return is kept as it is: Danfo's NaN, polars' null and BigInts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inferSchema, VAE } from 'vae1';
import { failure } from '../support/failures.mjs';
import { SMALL, untrainedModel } from '../support/models.mjs';
import { asColumns, people, trainedTable } from '../support/tables.mjs';

const plain = asColumns(people(60));

class DanfoFrame {
  constructor(columns) {
    this.$columns = Object.keys(columns);
    this.$data = Object.values(columns);
  }
  get columns() {
    return this.$columns;
  }
  get shape() {
    return [this.$data[0].length, this.$data.length];
  }
  get getColumnData() {
    return this.$data;
  }
  column() {}
  iloc() {}
}

/** The prototype of polars' frames is that of plain objects, and their keys are the columns. */
const polarsFrame = (columns) => {
  const names = Object.keys(columns);
  const members = {
    columns: names,
    height: columns[names[0]].length,
    getColumns: () => names.map((name) => ({ name, toArray: () => columns[name] })),
    *[Symbol.iterator]() {
      yield* this.getColumns();
    },
  };
  return new Proxy(members, { ownKeys: () => names });
};

const frames = { 'Danfo.js': (columns) => new DanfoFrame(columns), polars: polarsFrame };

for (const [name, frame] of Object.entries(frames)) {
  test(`a frame trains like the columns that it holds: ${name}`, async (t) => {
    assert.deepEqual(await inferSchema(frame(plain)), await inferSchema(plain));
    const model = await trainedTable(t, {}, plain);
    const other = await trainedTable(t, {}, frame(plain));
    assert.deepEqual(await other.save(), await model.save());
    assert.deepEqual(await model.impute(frame(plain)), await model.impute(plain));
  });

  test(`numeric columns of a frame train a VAE: ${name}`, async (t) => {
    const { age, children } = plain;
    const model = untrainedModel(t);
    await model.train(frame({ age, children }));
    const other = untrainedModel(t);
    await other.train(age.map((years, i) => [years, children[i]]));
    assert.deepEqual(await model.save(), await other.save());
  });

  test(`a nested column of a frame is a VAEError that names it: ${name}`, async () => {
    const nested = frame({ age: [1, 2], tags: [[1], [2]] });
    const sentence = /^data has \[1\] in row 0, column "tags", expected/;
    await assert.rejects(inferSchema(nested), failure('ERR_DATA_VALUE', sentence));
    const model = new VAE(SMALL);
    await assert.rejects(model.train(nested), failure('ERR_DATA_VALUE', sentence));
    model.dispose();
  });
}

test('what a library throws is the cause of a VAEError that names the column', async () => {
  const broken = polarsFrame(plain);
  const toArray = () => {
    throw new RangeError('the frame is closed.');
  };
  Object.defineProperty(broken, 'getColumns', {
    value: () => Object.keys(plain).map((name) => ({ name, toArray })),
  });
  const sentence = /^Column "id" of data cannot be read: the frame is closed\.$/;
  await assert.rejects(inferSchema(broken), failure('ERR_DATA_SHAPE', sentence));
});
