// The graph 'impute' of a table, on the random numbers of its impute().
import { imputationNoise, imputationUniform } from './normal-noise.mjs';
import { feedsOf, floats, madeColumns, runGraph } from './table-feeds.mjs';

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

/** The numbers of impute(), of the core's columns of values: before some there is one of gaps. */
function uniformOf({ schema, seed }, rows) {
  const places = new Map();
  let width = 0;
  for (const { name, type, missing } of schema.columns) {
    if (type === 'identifier' || type === 'constant') continue;
    width += missing > 0 ? 2 : 1;
    places.set(name, width - 1);
  }
  const all = imputationUniform(seed, rows, width + 1);
  const own = madeColumns(schema).map(({ name }) => places.get(name));
  const values = Float32Array.from({ length: rows * own.length }, (_, at) => {
    return all[Math.floor(at / own.length) * (width + 1) + own[at % own.length]];
  });
  return floats(values, rows, own.length);
}
