import type { Command } from '../arguments/command.js';
import { GENERAL } from '../arguments/options.js';
import { loadModel } from '../model/load-model.js';
import { importStateDict } from '../model/import-state-dict.js';
import { writeFile } from '../output/write-file.js';
import { printResult } from '../terminal/result.js';

export const importModel: Command = {
  name: 'import',
  summary: 'Makes a model file of a safetensors file: of vae1 export, or of PyTorch weights.',
  positionals: ['FILE'],
  writes: { place: 'MODEL', what: 'a file for the model' },
  options: [...(['output', 'description'] as const), ...GENERAL],
  help: { output: 'model file to write' },
  about: [
    'The model answers the same to the last bit. A further training starts with a new optimiser, since ' +
      'FILE has none. FILE need not be imported to be used: every command takes it as MODEL.',
    'With --description, FILE has the state dict of a VAE that PyTorch has trained, of linear layers and ' +
      '32-bit floats. The description is a JSON object. Its architecture is pytorch-examples (fc1, fc21, fc22, ' +
      'fc3, fc4), ctgan-tvae (the decoder alone) or an object that names the layers; docs/guide/exporting.md of the ' +
      'package has all of it.',
  ],
  examples: [
    ['vae1 import people.safetensors -o people.vae1', 'a model file again'],
    [
      'vae1 import mnist.safetensors --description mnist.json -o mnist.vae1',
      'weights of PyTorch, with {"architecture": "pytorch-examples"} in mnist.json',
    ],
  ],
  async run([path], options, context) {
    const output = options.output!;
    const model =
      options.description === undefined
        ? (await loadModel(path!, options, context)).model
        : await importStateDict(path!, options.description, options, context);
    try {
      const bytes = await writeFile(output, () => model.save());
      const parameters = model.parameters ?? 0;
      printResult(
        context,
        output,
        { model: output, parameters, bytes },
        `${output}: a model of ${parameters.toLocaleString('en')} parameters.`,
      );
    } finally {
      model.dispose();
    }
  },
};
