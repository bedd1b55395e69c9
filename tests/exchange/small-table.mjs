// A small table with every type of column, and gaps.
import { TableVAE } from 'vae1';

export const people = Array.from({ length: 300 }, (_, i) => {
  const factor = Math.sin(i * 1.7);
  return {
    id: `p${String(1000 + i)}`,
    job: ['cook', 'clerk', 'smith'][(i * 7) % 3],
    grade: [1, 2, 'x', null][i % 4],
    member: factor > 0,
    age: i % 11 ? 40 + Math.round(15 * factor + 3 * Math.cos(i)) : null,
    pay: Math.round((2000 + 500 * factor + 90 * Math.cos(i * i)) * 100) / 100,
    since: new Date(Date.UTC(2010, 0, 1 + Math.floor(1500 * (1 + factor)) + (i % 9))),
    z: factor > -0.2 ? 5 * factor + Math.cos(3 * i) : null,
    country: 'X',
  };
});

/** Disposed of at the end of the test `t`. */
export async function trainedTable(t, options = {}, rows = people) {
  const table = new TableVAE({
    ...{ decoder: 'independent', hiddenDims: [12], latentDim: 2, seed: 4, worker: false },
    ...{ learningRate: 0.01, prior: 'standard', ...options },
  });
  t.after(() => table.dispose());
  await table.train(rows, { epochs: 40 });
  return table;
}
