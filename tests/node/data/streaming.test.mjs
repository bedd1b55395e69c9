// Rows from a stream of chunks.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { pieceRows } from '../../../build/js/data/row-stream.js';
import { binaryRows, bytes, correlatedRows, moments } from '../support/data.mjs';
import { failure } from '../support/failures.mjs';
import { batchesTrained, section } from '../support/model-file.mjs';
import { FEATURES, loadedModel, trainedModel, untrainedModel } from '../support/models.mjs';

const ROWS = 1000;
const rows = correlatedRows(ROWS, FEATURES);
const options = { features: FEATURES, shuffleRows: 100 };

/** The rows in chunks of these sizes, repeated. */
function* chunks(sizes = [100], values = rows) {
  for (let first = 0, k = 0; first < values.length; k++) {
    const size = sizes[k % sizes.length] * FEATURES;
    yield values.slice(first, first + size);
    first += size;
  }
}

async function* later(iterable) {
  for (const chunk of iterable) {
    await sleep(1);
    yield chunk;
  }
}

/** A callback, and a promise that resolves when it has been called. */
function announced() {
  let call;
  const called = new Promise((resolve) => (call = resolve));
  return [() => call(), called];
}

async function trainedOn(t, stream, trainOptions, modelOptions) {
  const model = untrainedModel(t, { epochs: 3, ...modelOptions });
  await model.train(stream, { ...options, ...trainOptions });
  return model;
}

for (const worker of [true, false]) {
  const place = worker ? 'worker' : 'in place';

  test(`the model's bytes do not depend on the chunks (${place})`, async (t) => {
    const run = async (stream, shuffleRows) =>
      (await trainedOn(t, stream, { shuffleRows }, { worker })).save();
    for (const shuffleRows of [1, 100, 5000]) {
      const file = await run(() => chunks([100]), shuffleRows);
      assert.deepEqual(await run(() => chunks([1, 7, 0, 333]), shuffleRows), file);
      assert.deepEqual(await run(() => [rows], shuffleRows), file);
      assert.deepEqual(await run(async () => later(chunks([90, 10])), shuffleRows), file);
      const once = await run(chunks([250]), shuffleRows);
      assert.deepEqual(await run(later(chunks([1000])), shuffleRows), once);
      assert.deepEqual(await run(chunks([99, 2]), shuffleRows), once);
    }
  });
}

test('a chunk may have any form of data', async (t) => {
  const file = await (await trainedOn(t, () => [rows])).save();
  const forms = [
    (chunk) => Float64Array.from(chunk),
    (chunk) => ({ data: chunk, shape: [chunk.length / FEATURES, FEATURES] }),
    (chunk) =>
      Array.from({ length: chunk.length / FEATURES }, (_, i) =>
        Array.from(chunk.subarray(i * FEATURES, (i + 1) * FEATURES)),
      ),
  ];
  function* mixed() {
    let k = 0;
    for (const chunk of chunks([130])) yield forms[k++ % forms.length](chunk);
  }
  assert.deepEqual(await (await trainedOn(t, mixed)).save(), file);
});

test('a stream and the same rows as an array give the same scaling and similar results', async (t) => {
  const model = await trainedOn(t, () => chunks(), { epochs: 40 }, { learningRate: 0.01 });
  const whole = await trainedModel(t, { learningRate: 0.01, epochs: 40 }, rows);
  const scaling = async (each) => section(await each.save(), 'SCAL');
  assert.deepEqual(await scaling(model), await scaling(whole));
  assert.equal(model.history.length, 40);
  const [one, other] = [model, whole].map(({ history }) => history.at(-1).loss);
  assert.ok(Math.abs(one - other) < 0.3, `${one} and ${other} nats per row`);
  assert.equal((await model.generate()).length, rows.length);
  const made = moments(await model.generate(2000), FEATURES, 1);
  const real = moments(rows, FEATURES, 1);
  assert.ok(Math.abs(made.mean - real.mean) < 0.2 * real.deviation, `${made.mean}, ${real.mean}`);
});

test('bytes stay bytes, and pixels in [0, 1] give a Bernoulli likelihood', async (t) => {
  const pixels = bytes(ROWS * FEATURES);
  const model = await trainedOn(t, () => chunks([64], pixels));
  const floats = Float32Array.from(pixels, (value) => Math.fround(value) / 255);
  const same = await trainedOn(t, () => chunks([64], floats), {}, { likelihood: 'bernoulli' });
  assert.deepEqual(await model.generate(5, { seed: 1 }), await same.generate(5, { seed: 1 }));
  const mixed = () => [pixels.subarray(0, 300), floats.subarray(300)];
  await assert.rejects(
    untrainedModel(t).train(mixed, options),
    failure('ERR_DATA_SHAPE', /no bytes from row 100 on, unlike row 0/),
  );
});

test('a function is called once per epoch, and once before if the scaling is not known yet', async (t) => {
  let passes = 0;
  const stream = () => (passes++, chunks());
  const model = await trainedOn(t, stream);
  assert.equal(passes, 4);
  await model.train(stream, { ...options, epochs: 2 });
  assert.equal(passes, 6);
  assert.deepEqual(
    model.history.map(({ epoch }) => epoch),
    [1, 2, 3, 4, 5],
  );
});

test('an iterable trains one epoch, and the error says what to pass for more', async (t) => {
  const model = untrainedModel(t, { epochs: 5 });
  const read = chunks();
  await assert.rejects(
    model.train(read, { ...options, epochs: 2 }),
    failure('ERR_OPTION', /^epochs of train\(\) must be 1, not 2, if .+ a function/),
  );
  assert.equal(read.next().done, false, 'the stream was read');
  assert.equal((await model.train(chunks(), options)).length, 1);
  assert.equal((await model.train(later(chunks()), { ...options, epochs: 1 })).length, 2);
});

test('an iterable is scaled by its first shuffleRows rows', async (t) => {
  const model = await trainedOn(t, chunks([170]), { shuffleRows: 400 });
  const first = await trainedModel(t, {}, rows.subarray(0, 400 * FEATURES));
  const scaling = async (each) => section(await each.save(), 'SCAL');
  assert.deepEqual(await scaling(model), await scaling(first));
  assert.equal((await model.generate()).length, rows.length, 'all rows were trained on');
});

test('saved and resumed training on a stream ends as if it had never stopped', async (t) => {
  const file = await (await trainedOn(t, () => chunks())).save();
  const half = await trainedOn(t, () => chunks(), { epochs: 1 });
  const resumed = await loadedModel(t, await half.save());
  await resumed.train(() => chunks(), { ...options, epochs: 2 });
  assert.deepEqual(await resumed.save(), file);
});

test('the window determines the order: 1 keeps it, and each epoch and seed has its own', async (t) => {
  const losses = async (shuffleRows, seed, values) => {
    const seen = [];
    const onBatch = ({ batchLoss }) => seen.push(batchLoss);
    const stream = () => chunks([100], values);
    await trainedOn(
      t,
      stream,
      { shuffleRows, onBatch, epochs: 1 },
      { seed, batchSize: 100, learningRate: 1e-9 },
    );
    return seen;
  };
  // Rows sorted by one column: in order the batches differ, shuffled they are similar.
  const sorted = Array.from({ length: ROWS }, (_, i) => [i, i % 7, (i * 7) % 11]);
  const values = Float32Array.from(sorted.flat());
  const spread = (numbers) => Math.max(...numbers) - Math.min(...numbers);
  const inOrder = spread(await losses(1, 1, values));
  const shuffled = spread(await losses(ROWS, 1, values));
  assert.ok(shuffled < 0.5 * inOrder, `${shuffled} shuffled, ${inOrder} in order`);
  assert.notDeepEqual(await losses(100, 1), await losses(100, 2));
});

test('onBatch counts the batches, and reports their number once a pass has shown it', async (t) => {
  const told = [];
  const onBatch = ({ epoch, batch, batches }) => told.push([epoch, batch, batches]);
  await trainedOn(t, () => chunks(), { epochs: 2, onBatch });
  const batches = Math.ceil(ROWS / 16);
  assert.equal(told.length, 2 * batches);
  assert.deepEqual(told[0], [1, 1, batches]);
  assert.deepEqual(told.at(-1), [2, batches, batches]);

  told.length = 0;
  const [begun, first] = announced();
  async function* waiting() {
    yield rows.subarray(0, 500 * FEATURES);
    await first;
    yield rows.subarray(500 * FEATURES);
  }
  await trainedOn(t, waiting(), { onBatch: (progress) => (onBatch(progress), begun()) });
  assert.equal(told[0][2], Infinity);
  assert.deepEqual(told.at(-1), [1, batches, batches]);
});

test('the model answers calls while it waits for a chunk, and then continues', async (t) => {
  const model = untrainedModel(t);
  const [reached, waits] = announced();
  const [go, wait] = announced();
  async function* stream() {
    yield* chunks();
    reached();
    await wait;
    yield rows.subarray(0, 30);
  }
  const training = model.train(stream(), options);
  await waits;
  while (!model.features) await sleep(5);
  assert.equal((await model.encode(rows)).mean.length, ROWS * 2);
  assert.ok((await model.save()).length > 0);
  go();
  await training;
  assert.equal((await model.generate()).length, rows.length + 30);
});

test('a stream is read at most two chunks ahead', async (t) => {
  const wide = new Float32Array(4096 * FEATURES).map((_, k) => (k * 7919) % 1013);
  let read = 0;
  let most = 0;
  let trained = 0;
  function* stream() {
    while (read < 40) {
      most = Math.max(most, read - trained / 4096);
      read++;
      yield wide;
    }
  }
  const onBatch = () => void (trained += 512);
  // WebAssembly's memory holds two pieces, a batch and the window.
  const inside = (2 * pieceRows(FEATURES) + 512 + 100) / 4096;
  await trainedOn(t, stream(), { onBatch }, { hiddenDims: [200, 200], batchSize: 512 });
  assert.equal(read, 40);
  assert.ok(most <= inside + 2 + 1, `${most} chunks ahead, ${inside} of them inside`);
});

test('memory depends on the buffer, not on the data', async (t) => {
  const memories = [];
  const { instantiate } = WebAssembly;
  t.mock.method(WebAssembly, 'instantiate', async (...args) => {
    const result = await instantiate(...args);
    const { exports } = result.instance ?? result;
    memories.push(Object.values(exports).find((each) => each instanceof WebAssembly.Memory));
    return result;
  });
  const wide = 1000;
  const chunk = correlatedRows(1000, 4);
  const block = new Float32Array(500 * wide).map((_, k) => chunk[(k * 31) % chunk.length]);
  let read = 0;
  function* stream() {
    for (let k = 0; k < 100; k++) {
      block[k] += 1; // reuses the memory
      read += block.byteLength;
      yield block;
    }
  }
  const model = untrainedModel(t, { hiddenDims: [2], batchSize: 500, worker: false });
  await model.train(stream(), { features: wide, shuffleRows: 1000 });
  assert.equal(read, 200e6);
  assert.equal(memories.length, 1);
  const used = memories[0].buffer.byteLength;
  assert.ok(used < 50e6, `${used / 1e6} MB for 200 MB of data, of which 4 MB are buffered`);
});

for (const worker of [true, false]) {
  const place = worker ? 'worker' : 'in place';

  test(`an error of the stream rejects train(), and finished batches are kept (${place})`, async (t) => {
    const error = new Error('the disk is gone');
    const broken = (after) =>
      async function* () {
        yield* chunks();
        if (after-- === 0) throw error;
      };
    const untrained = untrainedModel(t, { worker });
    await assert.rejects(untrained.train(broken(0), options), error);
    assert.equal(untrained.features, undefined);

    const model = untrainedModel(t, { worker });
    await assert.rejects(model.train(broken(2), { ...options, epochs: 5 }), error);
    assert.equal(model.history.length, 1);
    assert.ok(batchesTrained(await model.save()) >= Math.ceil(ROWS / 16));
    await model.train(() => chunks(), { ...options, epochs: 1 });
    assert.equal(model.history.length, 2);
  });

  test(`an abort ends a stuck stream and closes it (${place})`, async (t) => {
    for (const stuckAt of [0, 5]) {
      const model = untrainedModel(t, { worker });
      const stop = new AbortController();
      let returned = 0;
      const source = chunks();
      const [onBatch, trained] = announced();
      const stream = {
        [Symbol.asyncIterator]: () => ({
          count: 0,
          next() {
            if (this.count++ < stuckAt) return source.next();
            const enough = () => stop.abort(new Error('enough'));
            (stuckAt ? trained : sleep(10)).then(enough);
            return new Promise(() => {});
          },
          return: () => (returned++, { done: true }),
        }),
      };
      await assert.rejects(
        model.train(stream, { ...options, onBatch, signal: stop.signal }),
        /^Error: enough$/,
      );
      await sleep(0);
      assert.equal(returned, 1);
      assert.equal(model.features, stuckAt ? FEATURES : undefined);
      await model.train(chunks(), options);
    }
  });

  test(`an abort between batches keeps them and closes the stream (${place})`, async (t) => {
    const model = untrainedModel(t, { worker });
    const stop = new AbortController();
    let closed = false;
    function* stream() {
      try {
        for (;;) yield* chunks();
      } finally {
        closed = true;
      }
    }
    const onBatch = ({ batch }) => batch === 200 && stop.abort();
    await assert.rejects(model.train(stream(), { ...options, onBatch, signal: stop.signal }), {
      name: 'AbortError',
    });
    await sleep(0);
    assert.ok(closed);
    assert.ok(batchesTrained(await model.save()) >= 200);
    assert.equal(model.history.length, 0);
  });
}

test('onEpoch is awaited before the next pass begins, and its error ends the training', async (t) => {
  const order = [];
  const model = untrainedModel(t, { epochs: 5 });
  const stream = () => (order.push('pass'), chunks());
  await assert.rejects(
    model.train(stream, {
      ...options,
      async onEpoch({ epoch }) {
        order.push(`epoch ${epoch}`);
        await sleep(10);
        order.push('awaited');
        if (epoch === 2) throw new Error('enough');
      },
    }),
    /enough/,
  );
  assert.deepEqual(order, [
    ...['pass', 'pass', 'epoch 1', 'awaited'],
    ...['pass', 'epoch 2', 'awaited'],
  ]);
  assert.equal(model.history.length, 2);
});

test('a fault is reported with its row in the stream', async (t) => {
  const [row, column] = [617, 2];
  const faulty = rows.slice();
  faulty[row * FEATURES + column] = NaN;
  const stream = () => chunks([90], faulty);
  const sentence = /^data has NaN in row 617, column 2, expected a finite number/;
  const untrained = untrainedModel(t);
  await assert.rejects(untrained.train(stream, options), failure('ERR_DATA_VALUE', sentence));
  assert.equal(untrained.features, undefined);
  const model = await trainedModel(t);
  for (const data of [stream, stream()])
    await assert.rejects(model.train(data, options), failure('ERR_DATA_VALUE', sentence));

  const text = [...Array.from({ length: 20 }, (_, i) => [i, i, i]), [1, 'x', 2]];
  await assert.rejects(
    model.train([text.slice(0, 15), text.slice(15)].values(), options),
    failure('ERR_DATA_VALUE', /^data has "x" in row 20, column 1/),
  );
});

test('a value outside [0, 1] is a fault for Bernoulli, wherever it occurs', async (t) => {
  const values = binaryRows(ROWS, FEATURES);
  values[900 * FEATURES] = 1.5;
  const model = untrainedModel(t, { likelihood: 'bernoulli' });
  const stream = () => chunks([64], values);
  const expected = failure('ERR_DATA_VALUE', /^data has 1.5 in row 900, column 0/);
  await assert.rejects(model.train(stream, options), expected);
  assert.equal(model.features, undefined);
  const [onBatch, trained] = announced();
  async function* once() {
    yield values.subarray(0, 500 * FEATURES);
    await trained;
    yield values.subarray(500 * FEATURES);
  }
  await assert.rejects(model.train(once(), { ...options, onBatch }), expected);
  assert.equal(model.features, FEATURES, 'the earlier rows were trained on');
});

for (const [name, stream, sentence] of [
  ['no chunks', () => [], /a stream without rows/],
  [
    'empty chunks',
    () => [[], { data: new Float32Array(), shape: [0, 3] }],
    /a stream without rows/,
  ],
  ['rows in place of chunks', [[1, 2, 3]].values(), /has 1 as row 0/],
  ['numbers in place of chunks', () => rows, /, not -?\d/],
  ['no iterable', () => 5, /must return an iterable .+ not 5/],
  ['a width that changes', () => [[[1, 2]], [[1, 2, 3]]], /has 3 values in row 1, but 2 in row 0/],
])
  test(`a stream with ${name} is refused`, async (t) => {
    const model = untrainedModel(t);
    const training = model.train(stream, {
      shuffleRows: 10,
      ...(name.startsWith('numbers') && options),
    });
    await assert.rejects(training, failure('ERR_DATA_SHAPE', sentence));
    assert.equal(model.features, undefined);
  });

test('a function that returns the same iterator again is refused', async (t) => {
  const model = await trainedModel(t);
  const iterator = chunks();
  await assert.rejects(
    model.train(() => iterator, { ...options, epochs: 2 }),
    failure('ERR_DATA_SHAPE', /a fresh iterable for each pass/),
  );
  assert.equal(model.history.length, 3);
});

test('a buffer beyond WebAssembly’s memory is refused before it is allocated', async (t) => {
  for (const [model, stream] of [
    [await trainedModel(t), () => chunks()],
    [untrainedModel(t), chunks()],
  ])
    await assert.rejects(
      model.train(stream, { ...options, shuffleRows: 2 ** 31 - 1 }),
      failure('ERR_MEMORY', /2147483647/),
    );
  const known = untrainedModel(t, { epochs: 1 });
  await known.train(() => chunks(), { ...options, shuffleRows: 2 ** 31 - 1 });
  assert.equal(known.history.length, 1);
});

test('a model that diverges on a stream returns to its last finite epoch', async (t) => {
  const wild = untrainedModel(t, { learningRate: 1e30 });
  let closed = false;
  function* stream() {
    try {
      for (let k = 0; k < 1000; k++) yield* chunks();
    } finally {
      closed = true;
    }
  }
  await assert.rejects(wild.train(stream(), options), failure('ERR_DIVERGED', /epoch 1, batch \d/));
  await sleep(0);
  assert.ok(closed);
});

test('a model disposed of during training rejects and closes the stream', async (t) => {
  const model = untrainedModel(t);
  let closed = false;
  async function* stream() {
    try {
      for (;;) yield* later(chunks());
    } finally {
      closed = true;
    }
  }
  const training = model.train(stream(), { ...options, onBatch: () => model.dispose() });
  await assert.rejects(training, failure('ERR_DISPOSED', /./));
  await sleep(20);
  assert.ok(closed);
});
