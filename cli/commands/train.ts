import { GENERAL, MODEL, READING, TRAINING } from '../arguments/options.js';
import type { Command } from '../arguments/command.js';
import { openData } from '../input/open-data.js';
import { loadModel } from '../model/load-model.js';
import { trainModel, USUAL_EPOCHS } from '../model/train-model.js';
import { openDestination } from '../output/destination.js';
import { Interrupted } from '../terminal/ends.js';
import { shellWord } from '../terminal/shell-word.js';
import { printResult } from '../terminal/result.js';

export const train: Command = {
  name: 'train',
  summary: 'Trains a model on a table or an array, and writes it to a file.',
  positionals: ['DATA'],
  writes: { place: 'MODEL', what: 'a file for the model' },
  help: { output: 'model file to write' },
  options: [
    ...(['output', 'continue'] as const),
    ...TRAINING,
    ...MODEL,
    ...READING,
    ...(['kind', 'stream'] as const),
    ...GENERAL,
  ],
  about: [
    'DATA is CSV, JSON, JSON lines, Excel, Parquet, Arrow or ARFF for a table, and NPY or NPZ for an array of ' +
      'numbers, told by its content; gzipped or zipped, too. - is standard input. The type of each ' +
      'column is inferred; --columns changes it.',
    'A new table has to fit in memory. With --continue, a table may be larger: read in a stream, each epoch is ' +
      'a pass over it. So train on some of the rows first, which have every category. With --kind numbers, ' +
      'DATA is rows of numbers, which may be larger than memory from the start.',
    'Ctrl-C ends a training. MODEL then holds what was trained, and --continue goes on with it.',
  ],
  examples: [
    ['vae1 train people.csv -o people.vae1', 'learns a table'],
    [
      'vae1 train people.parquet --columns zip=categorical --conditions job -o people.vae1',
      'says what a column is, and learns the others given the job',
    ],
    [
      'vae1 train people.csv --continue people.vae1 --epochs 50 -o people.vae1',
      'trains a model for 50 more epochs',
    ],
    [
      'vae1 train all.parquet --continue some.vae1 --epochs 5 -o all.vae1',
      'goes on with a table of any size, a pass each epoch',
    ],
    [
      'vae1 train sensors.npy --latent-dim 8 --epochs 5 -o sensors.vae1',
      'learns rows of numbers, in a stream if they are many',
    ],
  ],
  async run([path], options, context) {
    const output = options.output!;
    const loaded = options.continue
      ? await loadModel(options.continue, options, context)
      : undefined;
    const before = loaded?.model.history.length ?? 0;
    const destination = await openDestination(output);
    const disposed = loaded ? [loaded.model] : [];
    try {
      await using data = await openData(path!, options, context);
      const { trained, failure } = await trainModel(data, loaded, options, context);
      const { model } = trained;
      disposed.push(model);
      if (failure && !(failure.error instanceof Interrupted)) throw failure.error;
      await destination.write(await model.save());
      await destination.commit();
      context.progress.clear();
      if (failure) {
        const done = model.history.length - before;
        const left = Math.max(1, (options.epochs ?? USUAL_EPOCHS[trained.kind]) - done);
        const [from, to] = [path!, output].map(shellWord);
        context.progress.say(
          `Stopped after ${epochs(done)}; ${output} holds what is trained. To go on: ` +
            `vae1 train ${from} --continue ${to} --epochs ${left} -o ${to}`,
        );
        throw failure.error;
      }
      const last = model.history.at(-1)!;
      const { epoch, loss, validation } = last;
      printResult(
        context,
        output,
        {
          model: output,
          epochs: epoch,
          bestEpoch: model.bestEpoch ?? null,
          loss,
          heldOutLoss: validation?.loss ?? null,
        },
        `${output}: ${epochs(epoch)}, a loss of ${loss.toPrecision(5)} nats per row` +
          `${validation ? `, ${validation.loss.toPrecision(5)} on held-out rows` : ''}.`,
      );
    } finally {
      await destination.discard();
      for (const model of disposed) model.dispose();
    }
  },
};

function epochs(count: number): string {
  return count === 1 ? '1 epoch' : `${count} epochs`;
}
