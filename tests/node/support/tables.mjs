import { TableVAE } from 'vae1';
import { uniform } from './data.mjs';

/** A net that trains on a few hundred rows in a fraction of a second. */
export const SMALL_TABLE = { hiddenDims: [16], latentDim: 2, batchSize: 32, epochs: 5, seed: 7 };

export const JOBS = ['clerk', 'cook', 'smith'];

/** People with a column of every type, and gaps in income and in member. */
export function people(rows = 300, seed = 1) {
  const next = uniform(seed);
  return Array.from({ length: rows }, (_, i) => {
    const job = JOBS[next() < 0.6 ? 0 : next() < 0.75 ? 1 : 2];
    const age = 18 + Math.floor(60 * next());
    return {
      id: `p-${String(i + 1).padStart(4, '0')}`,
      age,
      height: Math.round(1600 + 300 * next()) / 10,
      job,
      member: next() < 0.1 ? null : next() < 0.5,
      born: new Date(Date.UTC(2020 - age, Math.floor(12 * next()), 1 + Math.floor(28 * next()))),
      joined: `20${10 + Math.floor(10 * next())}-0${1 + Math.floor(9 * next())}-15`,
      income: next() < 0.2 ? null : Math.round(20000 + 300 * age + 9000 * JOBS.indexOf(job)),
      children: Math.floor(4 * next()),
      rain: next() < 0.4 ? 0 : Math.round(1000 * next()) / 10,
      price: (1 + Math.round(900 * next()) / 100).toFixed(2),
      unit: 'kg',
    };
  });
}

export const asColumns = (rows) =>
  Object.fromEntries(Object.keys(rows[0]).map((name) => [name, rows.map((row) => row[name])]));

/** A small model of the table, which is disposed of at the end of the test `t`. */
export async function trainedTable(t, options = {}, table = people()) {
  const model = untrainedTable(t, options);
  await model.train(table);
  return model;
}

export function untrainedTable(t, options = {}) {
  const model = new TableVAE({ ...SMALL_TABLE, ...options });
  t.after(() => model.dispose());
  return model;
}

export async function loadedTable(t, file, options) {
  const model = await TableVAE.load(file, options);
  t.after(() => model.dispose());
  return model;
}
