import * as ort from './tools/node_modules/onnxruntime-web/dist/ort.node.min.mjs';

ort.env.wasm.numThreads = 1;

/** The outputs of a graph of floats in onnxruntime-web, by name. `inputs`: [values, shape] by name. */
export async function runGraph(file, inputs) {
  const session = await ort.InferenceSession.create(file);
  const feeds = Object.entries(inputs).map(([name, [values, shape]]) => [
    name,
    new ort.Tensor('float32', values, shape),
  ]);
  const outputs = await session.run(Object.fromEntries(feeds));
  await session.release();
  return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data]));
}
