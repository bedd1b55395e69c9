import { extname } from 'node:path';
import type { ExportFormat, ExportOptions } from 'vae1';
import type { Command } from '../arguments/command.js';
import { GENERAL, given, type Options } from '../arguments/options.js';
import { loadModel } from '../model/load-model.js';
import { writeFile } from '../output/write-file.js';
import { UsageError } from '../terminal/ends.js';
import { printResult } from '../terminal/result.js';

const EXTENSIONS: Readonly<Record<string, ExportFormat>> = {
  '.safetensors': 'safetensors',
  '.onnx': 'onnx',
};

export const exportModel: Command = {
  name: 'export',
  summary: 'Writes a model for other programs.',
  positionals: ['MODEL'],
  writes: { place: 'FILE', what: 'a file for the model' },
  options: [...(['output', 'format', 'graph', 'method', 'categories'] as const), ...GENERAL],
  help: {
    output: 'file to write',
    format: 'safetensors or onnx (by the name of FILE)',
    method: 'graph score: likelihood, elbo or reconstruction (likelihood)',
  },
  about: [
    'A safetensors file has the whole model, for Python and others, but for the state of the optimiser. ' +
      'Every command takes one as MODEL, too.',
    'An ONNX file has one graph, for onnxruntime and others: --graph encoder, decoder, score or impute. Arrays ' +
      'have the graph impute if they were trained with --missing, and tables the graphs decoder and impute if ' +
      'no rules between their columns are sums, orders or one-hot groups. Rows of a table are one input for each ' +
      'column: numbers, and categories as texts, or with --categories codes as their places in the schema that ' +
      'vae1 info shows.',
  ],
  examples: [
    ['vae1 export people.vae1 -o people.safetensors', 'the whole model'],
    ['vae1 export people.vae1 --graph score -o score.onnx', 'a graph that scores rows'],
    [
      'vae1 export digits.vae1 --format onnx --graph encoder -o - > encoder.bin',
      'to standard output, whose name does not tell the format',
    ],
  ],
  async run([path], options, context) {
    const output = options.output!;
    const settings = {
      ...given(options, ['graph', 'method', 'categories']),
      format: exportFormat(output, options),
      signal: context.signal,
    } as ExportOptions;
    const { model } = await loadModel(path!, options, context);
    try {
      const bytes = await writeFile(output, () => model.export(settings));
      const { format, graph } = { graph: undefined, ...settings };
      const what = graph ? `the graph ${graph} as ONNX` : 'the model as safetensors';
      printResult(
        context,
        output,
        { file: output, format, graph: graph ?? null, bytes },
        `${output}: ${what}, ${bytes.toLocaleString('en')} bytes.`,
      );
    } finally {
      model.dispose();
    }
  },
};

/** --format, which the API checks, or what the name of the file says. @throws UsageError */
function exportFormat(output: string, { format }: Options): string {
  if (output === '-' && process.stdout.isTTY)
    throw new UsageError('A model is not for a terminal: give a file with -o.');
  const named = format ?? EXTENSIONS[extname(output).toLowerCase()];
  if (named) return named;
  throw new UsageError(
    `The name ${output} does not tell the format of the model: give --format safetensors or onnx.`,
  );
}
