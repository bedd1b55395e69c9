// Tables that people have: what a data scientist would take their columns for, and every cell back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schemaOf, thereAndBack, vegaTable } from '../support/table-schemas.mjs';

/** For each column: its type, and what there is beside: "levels", "spikes", "gaps". */
async function outline(file) {
  const { columns } = await schemaOf(await vegaTable(file));
  return Object.fromEntries(
    columns.map(({ name, type, levels, spikes, categories, missing }) => [
      name,
      [
        type,
        ...(levels ? [`${levels.length} levels`] : []),
        ...(spikes ? [`spikes ${spikes.map(({ value }) => value)}`] : []),
        ...(categories ? [`${categories.length}`] : []),
        ...(missing > 0 ? ['gaps'] : []),
      ].join(', '),
    ]),
  );
}

test('penguins: measures with gaps, and categories', async () => {
  assert.deepEqual(await outline('penguins.json'), {
    Species: 'categorical, 3',
    Island: 'categorical, 3',
    'Beak Length (mm)': 'continuous, gaps',
    'Beak Depth (mm)': 'continuous, gaps',
    'Flipper Length (mm)': 'integer, gaps',
    'Body Mass (g)': 'integer, gaps',
    Sex: 'categorical, 3, gaps',
  });
});

test('cars: names tell them apart, cylinders and years are levels', async () => {
  assert.deepEqual(await outline('cars.json'), {
    Name: 'identifier',
    Miles_per_Gallon: 'continuous, gaps',
    Cylinders: 'integer, 5 levels',
    Displacement: 'continuous',
    Horsepower: 'integer, gaps',
    Weight_in_lbs: 'integer',
    Acceleration: 'continuous',
    Year: 'date, 12 levels',
    Origin: 'categorical, 3',
  });
});

test('movies: titles (some of them numbers) tell them apart, directors come back', async () => {
  assert.deepEqual(await outline('movies.json'), {
    Title: 'identifier, gaps',
    'US Gross': 'integer, gaps',
    'Worldwide Gross': 'integer, gaps',
    'US DVD Sales': 'integer, gaps',
    'Production Budget': 'integer, gaps',
    'Release Date': 'date',
    'MPAA Rating': 'categorical, 7, gaps',
    'Running Time min': 'integer, gaps',
    Distributor: 'categorical, 174, gaps',
    Source: 'categorical, 18, gaps',
    'Major Genre': 'categorical, 12, gaps',
    'Creative Type': 'categorical, 9, gaps',
    Director: 'categorical, 550, gaps',
    'Rotten Tomatoes Rating': 'integer, gaps',
    'IMDB Rating': 'continuous, gaps',
    'IMDB Votes': 'integer, gaps',
  });
});

test('seattle-weather: a CSV file, all text; most days are without rain', async () => {
  assert.deepEqual(await outline('seattle-weather.csv'), {
    date: 'date',
    precipitation: 'continuous, spikes 0',
    temp_max: 'continuous',
    temp_min: 'continuous',
    wind: 'continuous',
    weather: 'categorical, 5',
  });
});

for (const file of ['penguins.json', 'cars.json', 'movies.json', 'seattle-weather.csv'])
  test(`${file}: every cell comes back as it was`, async () => {
    const rows = await vegaTable(file);
    const { schema, table } = await thereAndBack(rows);
    for (const { name, type } of schema.columns)
      if (type !== 'identifier')
        assert.deepEqual(
          table.map((row) => row[name]),
          rows.map((row) => row[name]),
        );
  });
