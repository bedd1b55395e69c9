import type { Command } from '../arguments/command.js';
import { GENERAL } from '../arguments/options.js';
import { loadModel } from '../model/load-model.js';
import { writeFile } from '../output/write-file.js';
import { printResult } from '../terminal/result.js';

export const importModel: Command = {
  name: 'import',
  summary: 'Makes a model file of a safetensors file that vae1 export has written.',
  positionals: ['FILE'],
  writes: { place: 'MODEL', what: 'a file for the model' },
  options: ['output', ...GENERAL],
  help: { output: 'model file to write' },
  about: [
    'The model answers the same to the last bit. A further training starts with a new optimiser, since ' +
      'FILE has none. FILE need not be imported to be used: every command takes it as MODEL.',
  ],
  examples: [['vae1 import people.safetensors -o people.vae1', 'a model file again']],
  async run([path], options, context) {
    const output = options.output!;
    const { model } = await loadModel(path!, options, context);
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
