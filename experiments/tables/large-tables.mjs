// Seeded tables of the size and with the columns that people have, as objects of columns.
import { randomStream } from './random.mjs';

/** 20 columns: 10 continuous, 4 of integers, 5 of categories (2 to 50 each), 1 of booleans. */
export function mixedColumns(rows, seed) {
  const random = randomStream(seed, 'mixed columns');
  const factor = Float64Array.from({ length: rows }, () => random.normal());
  const columns = {};
  for (let j = 0; j < 10; j++)
    columns[`continuous ${j}`] = factor.map((z) => 10 ** (j % 4) * (z + random.normal()));
  for (let j = 0; j < 4; j++)
    columns[`integer ${j}`] = factor.map((z) =>
      Math.round(20 * Math.exp(0.5 * z + 0.5 * random.normal())),
    );
  for (const levels of [2, 5, 10, 20, 50])
    columns[`category of ${levels}`] = categories(factor, levels, random);
  columns.boolean = Array.from(factor, (z) => random.uniform() < 1 / (1 + Math.exp(-2 * z)));
  return columns;
}

/**
 * 15 columns shaped like UCI's Adult: 6 of integers, of which two are 0 except for some large
 * values and one is 40 in every other row, and 9 of categories, up to 42 each.
 */
export function adultLikeColumns(rows, seed) {
  const random = randomStream(seed, 'adult-like columns');
  const factor = Float64Array.from({ length: rows }, () => random.normal());
  const integers = (value) => factor.map((z) => Math.round(value(z)));
  const mostly = (usual, share, value) => integers((z) => (random.uniform() < share ? usual : value(z))); // prettier-ignore
  const columns = {
    age: integers((z) => Math.min(90, 17 + 22 * Math.exp(0.4 * z + 0.4 * random.normal()))),
    'final weight': integers(() => 190_000 * Math.exp(0.5 * random.normal())),
    'education years': integers((z) => Math.max(1, Math.min(16, 10 + 2.5 * z))),
    'capital gain': mostly(0, 0.92, (z) => 3000 * Math.exp(z + random.normal())),
    'capital loss': mostly(0, 0.95, () => 1900 + 300 * random.normal()),
    hours: mostly(40, 0.47, (z) => Math.max(1, Math.min(99, 40 + 8 * z + 10 * random.normal()))),
  };
  for (const [j, levels] of [9, 16, 7, 15, 6, 5, 2, 42, 2].entries())
    columns[`category ${j}, of ${levels}`] = categories(factor, levels, random);
  return columns;
}

/** Texts. Later ones are rarer, and likelier where the factor is high. */
function categories(factor, levels, random) {
  const names = Array.from({ length: levels }, (_, k) => `category ${k}`);
  return Array.from(factor, (z) => {
    const place = random.uniform() ** (2 * Math.exp(-0.5 * z));
    return names[Math.min(levels - 1, Math.floor(levels * place))];
  });
}
