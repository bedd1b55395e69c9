// The graph 'impute' of a table, on the random numbers of its impute().
import { imputationNoise } from './normal-noise.mjs';
import { feedsOf, floats, runGraph } from './table-feeds.mjs';
import { uniformOf } from './table-graphs.mjs';

/** What it gives for the rows: the first draw of impute(), for `decoder: 'independent'` of one sample. */
export async function filledByGraph(table, rows) {
  const { schema, seed, latentDim, decoder } = table;
  const file = await table.export({ format: 'onnx', graph: 'impute' });
  const shape = decoder === 'independent' ? [rows.length, 1, latentDim] : [rows.length, latentDim];
  return runGraph(file, {
    ...feedsOf(schema, rows),
    choice: floats(new Float32Array(rows.length), rows.length),
    noise: floats(imputationNoise(seed, rows.length, latentDim), ...shape),
    uniform: uniformOf(table, rows.length),
  });
}
