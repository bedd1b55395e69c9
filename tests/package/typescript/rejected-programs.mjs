/**
 * What must not compile, and what the compiler says of it: `code`, and a part of its sentence.
 * `source` is the body of an async function of `model`, a VAE, and `table`, a TableVAE.
 */
export const REJECTED = [
  {
    name: 'an option that there is not, with the one that was meant',
    source: 'new VAE({ latentDims: 2 });',
    code: 'TS2561',
    says: "'latentDims' does not exist in type 'VAEOptions'. Did you mean to write 'latentDim'?",
  },
  {
    name: 'a latentDim that is text',
    source: "new VAE({ latentDim: '2' });",
    code: 'TS2322',
    says: "'string' is not assignable to type 'number'",
  },
  {
    name: 'a likelihood that there is not',
    source: "new VAE({ likelihood: 'poisson' });",
    code: 'TS2322',
    says: `'"poisson"' is not assignable to type`,
  },
  {
    name: 'a transposed convolution in an encoder',
    source:
      "new VAE({ image: { width: 8, height: 8 }, layers: [{ type: 'transposedConvolution', channels: 2 }] });",
    code: 'TS2322',
    says: `'"transposedConvolution"' is not assignable to type`,
  },
  {
    name: 'a build that there is not',
    source: "new VAE({ build: 'wasm64' });",
    code: 'TS2322',
    says: `'"wasm64"' is not assignable to type`,
  },
  {
    name: 'an address for a build that there is not',
    source: "new VAE({ wasmUrl: { baseline: '/vae1.wasm' } });",
    code: 'TS2353',
    says: "'baseline' does not exist in type",
  },
  {
    name: 'a workerUrl that is a number',
    source: 'new VAE({ workerUrl: 1 });',
    code: 'TS2322',
    says: "'number' is not assignable to type 'ScriptUrl",
  },
  {
    name: 'hiddenDims that are a number',
    source: 'new VAE({ hiddenDims: 400 });',
    code: 'TS2322',
    says: "'number' is not assignable to type 'readonly number[]'",
  },
  {
    name: 'a schedule without its epochs',
    source: "new VAE({ beta: { schedule: 'linear' } });",
    code: 'TS2322',
    says: '\'{ schedule: "linear"; }\' is not assignable to type',
  },
  {
    name: "the learning rate's schedule for beta",
    source: "new VAE({ beta: { schedule: 'cosine', epochs: 10 } });",
    code: 'TS2322',
    says: `'"cosine"' is not assignable to type`,
  },
  {
    name: 'a model called like a function',
    source: 'VAE({});',
    code: 'TS2348',
    says: "Did you mean to include 'new'?",
  },
  {
    name: 'rows of text',
    source: 'const rows: string[][] = []; model.encode(rows);',
    code: 'TS2345',
    says: "'string[][]' is not assignable to parameter of type 'Data'",
  },
  {
    name: 'a training without data',
    source: 'model.train();',
    code: 'TS2554',
    says: 'Expected 1-2 arguments, but got 0',
  },
  {
    name: 'features that are text',
    source: "model.train(new Float32Array(8), { features: '2' });",
    code: 'TS2322',
    says: "'string' is not assignable to type 'number'",
  },
  {
    name: 'a shape without its second number',
    source: 'model.encode({ data: new Float32Array(8), shape: [4] });',
    code: 'TS2345',
    says: "'[number]' is not assignable to type 'readonly [rows: number, features: number]'",
  },
  {
    name: 'a DataView, which is no data',
    source: 'model.encode(new DataView(new ArrayBuffer(8)));',
    code: 'TS2345',
    says: "'DataView<ArrayBuffer>' is not assignable to parameter of type 'Data'",
  },
  {
    name: 'a count that is text',
    source: "model.generate('3');",
    code: 'TS2345',
    says: "'string' is not assignable to parameter of type 'number'",
  },
  {
    name: 'a method of interpolate() for score()',
    source: "model.score([[1, 2]], { method: 'spherical' });",
    code: 'TS2322',
    says: `'"spherical"' is not assignable to type`,
  },
  {
    name: 'a property that there is not',
    source: 'model.latentDims;',
    code: 'TS2551',
    says: "Property 'latentDims' does not exist on type 'VAE'. Did you mean 'latentDim'?",
  },
  {
    name: 'a value of the history that there is not',
    source: 'model.history[0]!.accuracy;',
    code: 'TS2339',
    says: "Property 'accuracy' does not exist on type 'EpochRecord'",
  },
  {
    name: 'held-out losses read as if they were always there',
    source: 'model.history[0]!.validation.loss;',
    code: 'TS2532',
    says: 'Object is possibly',
  },
  {
    name: 'a property of the model set',
    source: 'model.latentDim = 3;',
    code: 'TS2540',
    says: "Cannot assign to 'latentDim' because it is a read-only property",
  },
  {
    name: "a model's inside",
    source: 'model.engine;',
    code: 'TS2339',
    says: "Property 'engine' does not exist on type 'VAE'",
  },
  {
    name: 'a promise read as if it were the rows',
    source: 'model.generate(3).length;',
    code: 'TS2339',
    says: "Property 'length' does not exist on type 'Promise<Float32Array<ArrayBuffer>>'",
  },
  {
    name: 'a file that is text',
    source: "VAE.load('model.vae');",
    code: 'TS2345',
    says: "'string' is not assignable to parameter of type 'ArrayBuffer | Uint8Array",
  },
  {
    name: 'a likelihood for a TableVAE, which has one for each column',
    source: "new TableVAE({ likelihood: 'gaussian' });",
    code: 'TS2353',
    says: "'likelihood' does not exist in type 'TableVAEOptions'",
  },
  {
    name: 'features for a TableVAE, whose table has them',
    source: 'table.train([{ age: 39 }], { features: 1 });',
    code: 'TS2353',
    says: "'features' does not exist in type 'TableTrainOptions'",
  },
  {
    name: 'a type of column that there is not',
    source: "new TableVAE({ columns: { age: 'number' } });",
    code: 'TS2322',
    says: `'"number"' is not assignable to type 'ColumnOverride'`,
  },
  {
    name: "a row's rows as if the table were one of columns",
    source: '(await table.generate(1)).age;',
    code: 'TS2339',
    says: "Property 'age' does not exist on type 'TableRow[]'",
  },
  {
    name: 'a form of tables that there is not',
    source: "table.generate(1, { form: 'column' });",
    code: 'TS2820',
    says: `'"column"' is not assignable to type`,
  },
  {
    name: 'an error code that there is not',
    source: "(error: VAEError) => error.code === 'ERR_OPTIONS';",
    code: 'TS2367',
    says: "types 'VAEErrorCode' and '\"ERR_OPTIONS\"' have no overlap",
  },
  {
    name: 'a file of the package that it does not export',
    source: "import('vae1/dist/vae.js');",
    code: 'TS2307',
    says: "Cannot find module 'vae1/dist/vae.js'",
  },
];

/** The whole program of one of them. */
export const program = ({ source }) => `import { TableVAE, VAE, VAEError } from 'vae1';
export async function rejected(model: VAE, table: TableVAE) {
  ${source}
  return [VAE, TableVAE, VAEError, model, table];
}
`;
