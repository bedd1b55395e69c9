import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCsv } from './csv.mjs';

const vega = join(dirname(createRequire(import.meta.url).resolve('vega-datasets')), '../data');
const fixtures = fileURLToPath(new URL('../../tests/fixtures/tables', import.meta.url));

const json = async (folder, name) => JSON.parse(await readFile(join(folder, name), 'utf8'));
const csv = async (folder, name) => parseCsv(await readFile(join(folder, name), 'utf8'));

/** Reads a table of measurements, with the class of each row as one more column. */
async function withClass(name) {
  const rows = await csv(fixtures, `${name}.csv`);
  const classes = await csv(fixtures, `${name}_class.csv`);
  return rows.map((row, i) => ({ ...row, ...classes[i] }));
}

/**
 * Real tables as arrays of objects, with null for a gap. Wine and breast cancer come from
 * tests/fixtures/tables, the others from the package vega-datasets. Both name their sources.
 *
 * `label`: a column that the others partly determine.
 */
export const REAL_TABLES = {
  /** 344 x 7: three species; sizes in millimetres and grams, 18 gaps. */
  penguins: { read: () => json(vega, 'penguins.json'), label: 'Species' },
  /** 406 x 9: consumption, engine, origin, and a name that hardly repeats; 14 gaps. */
  cars: { read: () => json(vega, 'cars.json'), label: 'Origin' },
  /** 3,201 x 16: money in dollars, ratings, dates as text; 18 % of the cells are gaps. */
  movies: { read: () => json(vega, 'movies.json'), label: 'MPAA Rating' },
  /**
   * 1,461 x 6: one day per row, with rain (none on 57 % of the days), temperatures, wind, kind of
   * weather.
   */
  weather: { read: () => csv(vega, 'seattle-weather.csv'), label: 'weather' },
  /** 178 x 14: thirteen measurements and the cultivar. */
  wine: { read: () => withClass('wine'), label: 'class' },
};

/** Only for the comparison of classifiers. 569 x 31: thirty measurements and the diagnosis. */
export const BREAST_CANCER = { read: () => withClass('breast_cancer'), label: 'class' };
