import { floats, runGraph } from './table-feeds.mjs';

/** The numbers that a graph of floats gives, arrays by name. `inputs`: [values, shape] by name. */
export async function graphNumbers(file, inputs) {
  const feeds = Object.entries(inputs).map(([name, [values, shape]]) => {
    return [name, floats(values, ...shape)];
  });
  const outputs = await runGraph(file, Object.fromEntries(feeds));
  return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data]));
}
