// Numbers and dates as a table has them: which values a model can make, and what each of them costs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bins } from '../../../build/js/table/bins.js';
import { logarithm } from '../../../build/js/table/logarithm.js';
import { uniform } from '../support/data.mjs';
import { columnOf, thereAndBack } from '../support/table-schemas.mjs';

const many = (make, count) => Array.from({ length: count }, (_, i) => make(i));

/** What a model makes that draws levels by their frequency in training. */
async function madeOf(cells, count = 20_000) {
  const noise = cells.map((_, i) => (i % 3) + 0.5);
  const { schema, coding } = await thereAndBack({ cells, noise });
  const { bins, missing } = schema.columns[0];
  const next = uniform(99);
  const rows = bins.reduce((sum, bin) => sum + bin.count, 0);
  const ends = bins.map(
    (
      (sum) => (bin) =>
        (sum += bin.count / rows)
    )(0),
  );
  const width = coding.columns.length;
  const drawn = new Float64Array(count * width);
  for (let i = 0; i < count; i++) {
    const share = next();
    const level = Math.max(
      0,
      ends.findIndex((end) => share < end),
    );
    const at = i * width + coding.parts[0].first;
    if (missing > 0) drawn[at] = 1;
    drawn[at + (missing > 0 ? 1 : 0)] = level + 2 ** -12 + next() * (1 - 2 ** -11);
  }
  const made = coding.newTable();
  coding.decode(drawn, count, made, { missing: 'keep', made: 0 });
  return { made: made.cells, column: schema.columns[0] };
}

const shareOf = (cells, isOne) => cells.filter(isOne).length / cells.length;

/** The largest difference between two distribution functions. */
function distance(a, b) {
  const [x, y] = [a, b].map((cells) => [...cells].sort((p, q) => p - q));
  const below = (cells, value) => {
    let [low, high] = [0, cells.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cells[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low / cells.length;
  };
  return x.reduce((most, value) => Math.max(most, Math.abs(below(x, value) - below(y, value))), 0);
}

/** The sum of three uniform numbers, -1.5 to 1.5. */
const bell = (next) => next() + next() + next() - 1.5;

test('whole degrees: two odd cells among 37,581 of 64 values change nothing', async () => {
  const next = uniform(1);
  const degrees = many(() => Math.round(12 + 20 * bell(next)), 37_581);
  const values = new Set(degrees);
  assert.ok(values.size > 50);
  degrees[5] = 13.354;
  degrees[31_000] = -2.41667;
  const { made, column } = await madeOf(degrees);
  assert.equal(column.type, 'continuous');
  assert.ok(column.bins.every((bin) => 'value' in bin));
  assert.ok(
    made.every((cell) => values.has(cell)),
    'no value that the table does not have',
  );
  assert.ok(distance(made, degrees) < 0.015);
});

test('counts: rare ones beyond the others are made as rarely, and no greater ones', async () => {
  const next = uniform(12);
  const counts = many(() => Math.floor(-1.7 * Math.log(1 - next() * 0.999)), 11_000);
  counts.splice(0, 4, 14, 16, 19, 21);
  const { made, column } = await madeOf(counts, 200_000);
  assert.equal(column.maximum, 21);
  const most = made.reduce((a, b) => Math.max(a, b));
  assert.ok(most > 19 && most <= 21, `${most}`);
  assert.ok(made.every(Number.isInteger));
  assert.ok(distance(made, counts) < 0.006);
  const share = shareOf(made, (cell) => cell > 12);
  assert.ok(share > 1e-4 && share < 8e-4, `${share}`);
  assert.ok(
    column.bins.every((bin) => bin.count >= 20),
    'no bin for a few rows',
  );
  assert.equal(
    column.bins.reduce((sum, bin) => sum + bin.count, 0),
    counts.length,
  );
  // Down to negative numbers it is the same.
  const { column: other } = await madeOf(counts.map((count) => -count));
  assert.deepEqual(
    other.bins.map(({ count }) => count).reverse(),
    column.bins.map(({ count }) => count),
  );
});

test('a single stray number, or numbers far away, change no column of few values', async () => {
  const stars = many((i) => 1 + (i % 5), 1000);
  const isOfFive = async (cells) => {
    const { bins } = await columnOf(cells);
    assert.deepEqual(
      bins.map(({ value }) => value),
      [1, 2, 3, 4, 5],
    );
    assert.equal(
      bins.reduce((sum, { count }) => sum + count, 0),
      cells.length,
    );
  };
  await isOfFive([...stars, 7]);
  await isOfFive([...stars, 70, 80, 99]);
  await isOfFive([...many((i) => 1 + (i % 5), 30), 6]);
});

test('limits in tens of thousands are such limits', async () => {
  const next = uniform(2);
  const limits = many(() => 10_000 * Math.ceil(80 * next() * next()), 27_000);
  limits.splice(0, 2, 830_000, 850_000);
  const { made } = await madeOf(limits);
  assert.ok(made.every((cell) => cell % 10_000 === 0 && cell > 0));
  assert.ok(distance(made, limits) < 0.015);
});

test('minutes: quarters of an hour come back among others', async () => {
  const next = uniform(3);
  const minute = () => (next() < 0.8 ? 15 * Math.floor(96 * next()) : Math.floor(1440 * next()));
  const times = many(() => new Date(Date.UTC(2024, 0, 1) + 60_000 * minute()), 8000);
  const { made, column } = await madeOf(times);
  assert.equal(column.step, 60_000);
  assert.ok(made.every((cell) => cell.getTime() % 60_000 === 0));
  const [a, b] = [times, made].map((of) => shareOf(of, (cell) => cell.getTime() % 900_000 === 0));
  assert.ok(Math.abs(a - b) < 0.02, `${a} and ${b}`);
});

test('a few odd times change no column of days', async () => {
  const days = many((i) => new Date(864e5 * (i % 900)), 30_000);
  days[7] = new Date(864e5 * 7 + 12_345_678);
  const { made, column } = await madeOf(days);
  assert.equal(column.step, 864e5);
  assert.ok(made.every((cell) => cell.getTime() % 864e5 === 0));
});

test('several spikes beside a continuous part have their shares', async () => {
  const next = uniform(4);
  const cells = many(() => {
    const kind = next();
    if (kind < 0.4) return 0;
    if (kind < 0.5) return 99_999;
    if (kind < 0.52) return 1500;
    return Math.round(1e4 * Math.exp(bell(next)));
  }, 20_000);
  const { made, column } = await madeOf(cells);
  for (const spike of [0, 99_999, 1500]) {
    const [a, b] = [cells, made].map((of) => shareOf(of, (cell) => cell === spike));
    assert.ok(Math.abs(a - b) < 0.01, `${spike}: ${a} and ${b}`);
  }
  assert.ok(distance(made, cells) < 0.015);
  assert.ok(column.bins.length > 50 && column.bins.length < 200);
});

test('mixed decimals: prices that come back and others keep their shares', async () => {
  const next = uniform(5);
  const cells = many(
    () =>
      Math.floor(1 + 30 * next()) +
      (next() < 0.6 ? 0.99 : next() < 0.5 ? 0.5 : Math.round(100 * next()) / 100),
    15_000,
  ).map((x) => Math.round(100 * x) / 100);
  const { made } = await madeOf(cells);
  for (const ending of [99, 50, 37]) {
    const ends = (cell) => Math.round(100 * cell) % 100 === ending;
    const [a, b] = [cells, made].map((of) => shareOf(of, ends));
    assert.ok(Math.abs(a - b) < 0.015, `${ending}: ${a} and ${b}`);
  }
  assert.ok(made.every((cell) => Math.abs(100 * cell - Math.round(100 * cell)) < 1e-9));
});

test('a value of a single row is none of the column, nor a bound of a range', async () => {
  const next = uniform(6);
  const cells = many(() => Math.exp(3 * bell(next)), 3000);
  const { made, column } = await madeOf(cells, 50_000);
  const known = new Set(
    cells
      .slice()
      .sort((a, b) => a - b)
      .slice(1, -1),
  );
  assert.equal(made.filter((cell) => known.has(cell)).length, 0);
  const named = column.bins.flatMap(({ value, min, max, repeated = [] }) => [
    value,
    min,
    max,
    ...repeated,
  ]);
  assert.ok(!named.slice(1, -1).some((value) => known.has(value)));
  const ages = many((i) => (i < 995 ? 20 + (i % 40) : 300 + 17 * i), 1000);
  const { made: aged } = await madeOf(ages);
  assert.ok(!aged.some((age) => age > 1000), 'a few odd cells are the nearest value');
});

test('a long tail keeps its shape: neither ranges nor their outer ends are filled evenly', async () => {
  const next = uniform(10);
  const cells = many(() => Math.exp(10 * bell(next)), 12_000);
  const { made } = await madeOf(cells, 60_000);
  assert.ok(distance(made, cells) < 0.008);
  const spread = (of) => {
    const mean = of.reduce((sum, cell) => sum + cell, 0) / of.length;
    return Math.sqrt(of.reduce((sum, cell) => sum + (cell - mean) ** 2, 0) / of.length);
  };
  assert.ok(
    Math.abs(spread(made) / spread(cells) - 1) < 0.1,
    `${spread(made)} of ${spread(cells)}`,
  );
});

test('a schema stays small: few edges, each with its rows, and none in a value of a single row', async () => {
  const next = uniform(11);
  for (const rows of [60, 1000, 300_000]) {
    const cells = many(() => Math.exp(10 * bell(next)), rows);
    const { bins } = await columnOf(cells);
    const edges = bins.flatMap((bin) => bin.edges ?? []);
    assert.ok(edges.length > 2 && edges.length < 290, `${edges.length}`);
    const known = new Set(cells);
    assert.ok(!edges.some(({ value }) => known.has(value)));
    for (const { min, max, edges: own } of bins) {
      let from = min;
      for (const { value, count } of own ?? []) {
        assert.equal(cells.filter((cell) => cell >= from && cell < value).length, count);
        from = value;
      }
      assert.ok(from < max);
    }
  }
});

test('ranges have about as many rows each: more of them in large tables, 20 rows at least', async () => {
  const next = uniform(7);
  for (const [rows, expected] of [
    [100, 5],
    [1000, 32],
    [20_000, 54],
    [300_000, 128],
  ]) {
    const { bins } = await columnOf(many(() => bell(next), rows));
    assert.equal(bins.length, expected);
    for (const { count } of bins) assert.ok(Math.abs(count - rows / expected) <= 2);
  }
});

test('the schema keeps at most 512 repeated values of a column', async () => {
  const next = uniform(8);
  const cells = many((i) => (i % 2 ? next() * 1e9 : 1e5 * Math.floor(4000 * next())), 60_000);
  const { bins } = await columnOf(cells.map(Math.round));
  const repeated = bins.flatMap((bin) => bin.repeated ?? []);
  assert.equal(repeated.length, 512);
  assert.ok(repeated.every(({ value, count }) => value % 1e5 === 0 && count >= 5));
});

test('whole numbers that text writes with a fraction are as coarse as others', async () => {
  const next = uniform(9);
  const cells = many(() => Math.round(500 * next() * next()), 10_000);
  const { bins } = await columnOf(cells.map((cell) => cell.toFixed(1)));
  assert.deepEqual(bins, (await columnOf(cells)).bins);
});

test('continuous, says the user: values between those of the table', async () => {
  const said = (cells) => columnOf(cells, 'continuous');
  const few = await said(many((i) => [4, 6, 8, 4][i % 4], 400));
  assert.ok(few.bins.some((bin) => bin.min < 6 && bin.max > 6));
  assert.ok(few.bins.every(({ repeated }) => repeated === undefined));
  const { bins } = await columnOf(many((i) => [4, 6, 8, 4][i % 4], 120));
  assert.deepEqual(bins, [
    { value: 4, count: 60 },
    { value: 6, count: 30 },
    { value: 8, count: 30 },
  ]);
});

const table = [
  { value: -1, count: 100 },
  {
    min: 0,
    max: 2,
    count: 150,
    repeated: [
      { value: 0.5, count: 30 },
      { value: 1, count: 60 },
    ],
  },
  { min: 2, max: 10, count: 50 },
  {
    min: 10,
    max: 40,
    count: 100,
    repeated: [{ value: 12, count: 40 }],
    edges: [
      { value: 11, count: 20 },
      { value: 15, count: 30 },
    ],
  },
];

test('every value comes back from its cell, and cells are in order', () => {
  const bins = new Bins(table, (value) => value);
  const cell = new Float64Array(1);
  let last = -Infinity;
  for (const value of [
    -1, 0, 0.3, 0.5, 0.75, 1, 1.0001, 1.9, 2, 2.5, 9.99, 10.5, 11, 12, 14, 16, 40,
  ]) {
    bins.place(value, cell, 0);
    assert.ok(cell[0] > last, `${value}`);
    last = cell[0];
    assert.ok(Math.abs(bins.value(cell[0]) - value) < 1e-12, `${value}`);
    assert.equal(Math.floor(Math.fround(cell[0])), Math.floor(cell[0]));
  }
  assert.equal(bins.value(1.2), bins.value(1.25), 'a repeated value has a share of positions');
});

test('what a level costs: the density within ranges, tails that fall exponentially beyond', () => {
  const bins = new Bins(table.slice(1), (value) => value);
  const cell = new Float64Array(1);
  const cost = (value) => bins.place(value, cell, 0);
  // Each level is a distribution, but for the 1 / (N + 2) that values beyond have.
  const mass = [0, 0, 0];
  for (let x = -200 + 5e-4; x < 200; x += 1e-3) {
    const nats = cost(x);
    mass[Math.floor(cell[0])] += 1e-3 * Math.exp(-nats);
  }
  const outer = 0.5 / 302;
  for (const [level, beyond] of [outer, 0, outer].entries())
    assert.ok(Math.abs(mass[level] - 1 - beyond) < 1e-3, `${mass}`);
  assert.ok(
    Math.abs(cost(10.5) + Math.log(20 / 100)) < 1e-12,
    'a fifth of the rows in a width of 1',
  );
  assert.ok(Math.abs(cost(12) + Math.log(70 / 100 / 4)) < 1e-12, 'repeated values count');
  const outside = cost(41);
  const again = cost(43);
  assert.ok(Math.abs(cost(45) - again - (again - outside)) < 1e-9, 'the log is linear');
  assert.ok(cost(1e9) > cost(1e6) && cost(-1e9) > cost(-1e6));
  const single = new Bins(table.slice(0, 1).concat({ value: 3, count: 50 }), (value) => value);
  assert.equal(single.place(3, cell, 0), 0);
  assert.ok(single.place(3.5, cell, 0) > Math.log(152));
});

test('the logarithm is that of Math, to the last digits', () => {
  for (const x of [1e-300, 1e-9, 0.3, 0.7071, 0.99999, 1, 1.0001, 1.5, 2, 10, 12345.678, 1e300])
    assert.ok(
      Math.abs(logarithm(x) - Math.log(x)) <= 4e-16 * Math.abs(Math.log(x)) + 1e-18,
      `${x}`,
    );
});
