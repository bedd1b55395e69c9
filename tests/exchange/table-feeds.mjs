// Tables as the inputs of a graph, and its outputs as tables.
import * as ort from './tools/node_modules/onnxruntime-web/dist/ort.node.min.mjs';

ort.env.wasm.numThreads = 1;

const isNumber = ({ type }) => ['integer', 'continuous', 'date'].includes(type);
const isModelled = ({ type }) => !['identifier', 'constant'].includes(type);

/** The columns of the model that are not conditions. */
export const madeColumns = ({ columns, conditions }) =>
  columns.filter((column) => isModelled(column) && !conditions.includes(column.name));

export const floats = (values, ...shape) => new ort.Tensor('float32', values, shape);

/** Rows as inputs `row.<column>`, with categories as texts or codes. */
export function feedsOf({ columns }, rows, form = 'texts') {
  const tensor = (column) => {
    const cells = rows.map((row) => row[column.name]);
    const shape = [rows.length];
    if (isNumber(column) || typeof column.value === 'number')
      return new ort.Tensor('float64', Float64Array.from(cells, (x) => (x === null ? NaN : +x)), shape); // prettier-ignore
    if (form === 'texts')
      return new ort.Tensor('string', cells.map((x) => (x === null ? '' : String(x))), shape); // prettier-ignore
    const values = column.categories?.map(({ value }) => value) ?? [column.value];
    const codes = cells.map((x) => (x === null ? -1n : BigInt(values.includes(x) ? values.indexOf(x) : 99))); // prettier-ignore
    return new ort.Tensor('int64', BigInt64Array.from(codes), shape);
  };
  return Object.fromEntries(columns.map((column) => [`row.${column.name}`, tensor(column)]));
}

/** What a graph gives for those of the feeds that it takes: tensors by name. */
export async function runGraph(file, feeds) {
  const session = await ort.InferenceSession.create(file);
  const outputs = await session.run(
    Object.fromEntries(session.inputNames.map((name) => [name, feeds[name]])),
  );
  await session.release();
  return outputs;
}

/** The cells of an output as the package has them: null for a gap, and dates in milliseconds. */
export function cellsOf({ data, type }, { categories }) {
  if (type === 'float64') return Array.from(data, (x) => (Number.isNaN(x) ? null : x));
  if (type === 'int64')
    return Array.from(data, (x) => (x < 0n ? null : categories[Number(x)].value));
  const values = new Map(categories.map(({ value }) => [String(value), value]));
  return data.map((text) => (text === '' ? null : values.get(text)));
}

/** A column of the package's rows in the same form. */
export const columnOf = (rows, name) =>
  rows.map((row) => (row[name] instanceof Date ? +row[name] : row[name]));
