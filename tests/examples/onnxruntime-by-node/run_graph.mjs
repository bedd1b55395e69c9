// Runs a graph: { graph, feeds } as JSON on standard input, { inputs, outputs } on standard output. null is NaN.
import { text } from 'node:stream/consumers';
import * as ort from '../../exchange/tools/node_modules/onnxruntime-web/dist/ort.node.min.mjs';

ort.env.wasm.numThreads = 1;
const { graph, feeds } = JSON.parse(await text(process.stdin));
const session = await ort.InferenceSession.create(new Uint8Array(Buffer.from(graph, 'hex')));
const inputs = session.inputMetadata.map(({ name, type, shape }) => ({ name, type, shape }));
const types = Object.fromEntries(inputs.map(({ name, type }) => [name, type]));
const tensors = Object.entries(feeds ?? {}).map(([name, { data, shape }]) => {
  const values = types[name] === 'string' ? data : data.map((value) => value ?? NaN);
  return [name, new ort.Tensor(types[name], values, shape)];
});
const made = feeds ? await session.run(Object.fromEntries(tensors)) : {};
const outputs = Object.fromEntries(
  Object.entries(made).map(([name, { data }]) => [name, [...data]]),
);
process.stdout.write(JSON.stringify({ inputs, outputs }));
