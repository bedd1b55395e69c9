// Tables that people have: what a data scientist would take their columns for, and every cell back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schemaOf, thereAndBack, vegaTable } from '../support/table-schemas.mjs';

/** For each column: its type, and what there is beside: how many values or which ones, gaps. */
async function outline(file) {
  const { columns } = await schemaOf(await vegaTable(file));
  return Object.fromEntries(
    columns.map(({ name, type, bins = [], categories, missing }) => [
      name,
      [
        type,
        ...valuesIn(bins),
        ...(categories ? [`${categories.length}`] : []),
        ...(missing > 0 ? ['gaps'] : []),
      ].join(', '),
    ]),
  );
}

function valuesIn(bins) {
  const single = bins.filter((bin) => 'value' in bin).map(({ value }) => value);
  if (single.length === 0) return [];
  return [single.length === bins.length ? `${single.length} values` : `ranges and ${single}`];
}

test('penguins: measures with gaps, and categories', async () => {
  assert.deepEqual(await outline('penguins.json'), {
    Species: 'categorical, 3',
    Island: 'categorical, 3',
    'Beak Length (mm)': 'continuous, gaps',
    'Beak Depth (mm)': 'continuous, gaps',
    'Flipper Length (mm)': 'integer, ranges and 190, gaps',
    'Body Mass (g)': 'integer, gaps',
    Sex: 'categorical, 3, gaps',
  });
});

test('cars: names tell them apart, cylinders and years have few values', async () => {
  assert.deepEqual(await outline('cars.json'), {
    Name: 'identifier',
    Miles_per_Gallon: 'continuous, gaps',
    Cylinders: 'integer, 5 values',
    Displacement: 'continuous, ranges and 97',
    Horsepower: 'integer, ranges and 90,150, gaps',
    Weight_in_lbs: 'integer',
    Acceleration: 'continuous, ranges and 14.5,15.5',
    Year: 'date, 12 values',
    Origin: 'categorical, 3',
  });
});

/** Numbers with a digit after the point. */
const tenths = (from, to) =>
  Array.from(
    { length: Math.round(10 * (to - from)) + 1 },
    (_, i) => Math.round(10 * from + i) / 10,
  );

test('movies: titles (some of them numbers) tell them apart, directors come back', async () => {
  assert.deepEqual(await outline('movies.json'), {
    Title: 'identifier, gaps',
    'US Gross': 'integer, gaps',
    'Worldwide Gross': 'integer, gaps',
    'US DVD Sales': 'integer, gaps',
    'Production Budget':
      'integer, ranges and 10000000,15000000,20000000,25000000,30000000,35000000,40000000,50000000,60000000, gaps',
    'Release Date': 'date',
    'MPAA Rating': 'categorical, 7, gaps',
    'Running Time min': 'integer, gaps',
    Distributor: 'categorical, 174, gaps',
    Source: 'categorical, 18, gaps',
    'Major Genre': 'categorical, 12, gaps',
    'Creative Type': 'categorical, 9, gaps',
    Director: 'categorical, 550, gaps',
    'Rotten Tomatoes Rating': 'integer, 100 values, gaps',
    'IMDB Rating': `continuous, ranges and ${tenths(2.5, 8.9)},9.2, gaps`,
    'IMDB Votes': 'integer, gaps',
  });
});

test('seattle-weather: a CSV file, all text; most days are without rain', async () => {
  assert.deepEqual(await outline('seattle-weather.csv'), {
    date: 'date',
    precipitation: 'continuous, ranges and 0,0.3,0.5,0.8,1,1.3,1.5,2',
    temp_max: 'continuous, 62 values',
    temp_min: 'continuous, 48 values',
    wind: 'continuous, 73 values',
    weather: 'categorical, 5',
  });
});

for (const file of ['penguins.json', 'cars.json', 'movies.json', 'seattle-weather.csv'])
  test(`${file}: every cell comes back as it was, except a number that is the only one of its kind`, async () => {
    const rows = await vegaTable(file);
    const { schema, table } = await thereAndBack(rows);
    for (const { name, type, bins } of schema.columns) {
      if (type === 'identifier') continue;
      const cells = rows.map((row) => row[name]);
      const isAlone = (cell) => cells.indexOf(cell) === cells.lastIndexOf(cell);
      // At the ends there may be ranges.
      const isFew = bins?.slice(1, -1).every((bin) => 'value' in bin);
      const expected = cells.map((cell, i) => (isFew && isAlone(cell) ? table[i][name] : cell));
      assert.deepEqual(
        table.map((row) => row[name]),
        expected,
      );
    }
  });
