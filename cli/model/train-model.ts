import {
  type BatchProgress,
  type ColumnOverrides,
  type EpochRecord,
  TableVAE,
  type TableColumns,
  VAE,
} from 'vae1';
import { Pace } from '../../readers/bytes/pace.js';
import type { NumbersFile, TableFile } from '../../readers/data-file.js';
import { given, MODEL, type OptionName, type Options, TRAINING } from '../arguments/options.js';
import { asNumbers } from '../input/as-numbers.js';
import type { OpenData } from '../input/open-data.js';
import { joinedNumbers, PIECE_ROWS, tablePieces } from '../input/pieces.js';
import { wholeTable } from '../input/whole-table.js';
import { UsageError } from '../terminal/ends.js';
import { inCommandWords } from '../terminal/command-words.js';
import type { Context } from '../terminal/context.js';
import { refuse } from '../arguments/refuse.js';
import { gapsOf } from './gaps-of.js';
import { knownCells } from './known-cells.js';
import type { AnyModel } from './load-model.js';
import { namingFiles } from './naming-files.js';

/** Files of more bytes are read anew for each epoch, if they hold numbers or the model knows the table. */
const MOST_IN_MEMORY = 256e6;
const OF_NUMBERS = ['likelihood', 'missing', 'referenceRows'] as const;
const OF_TABLES = ['columns', 'conditions', 'decoder', 'missingValues'] as const;

/** The epochs of a training that names none, as in the API. */
export const USUAL_EPOCHS = { table: 300, numbers: 100 } as const;

/** A training that is over, as far as it came. */
export interface Training {
  readonly trained: AnyModel;
  /** What ended it, if it did not end by itself. The model has what was trained until then. */
  readonly failure?: { readonly error: unknown };
}

/**
 * Trains a new model on the data, or goes on training `loaded`. The caller disposes of the model.
 * @throws what the API throws before the first batch
 */
export async function trainModel(
  data: OpenData,
  loaded: AnyModel | undefined,
  options: Options,
  context: Context,
): Promise<Training> {
  const kind = loaded?.kind ?? options.kind ?? data.file.kind;
  if (loaded)
    refuse(options, without(MODEL, ['deterministic']), '--continue, whose model has its own');
  refuse(
    options,
    kind === 'table' ? OF_NUMBERS : OF_TABLES,
    kind === 'table' ? 'a table' : 'rows of numbers',
  );
  return kind === 'table'
    ? trainTable(data, loaded, options, context)
    : trainNumbers(data, loaded, options, context);
}

async function trainTable(
  { file, pace, byteLength }: OpenData,
  loaded: AnyModel | undefined,
  options: Options,
  context: Context,
): Promise<Training> {
  if (file.kind !== 'table')
    throw new UsageError(`${file.name} holds an array of numbers, and no table.`);
  const known = loaded?.kind === 'table' ? knownCells(loaded.model.schema!) : undefined;
  if (!known && options.stream)
    throw new UsageError(
      '--stream of a table needs --continue with a model that knows its columns: train one on some of ' +
        'the rows first, which have every category.',
    );
  const isStream = known && (options.stream ?? byteLength > MOST_IN_MEMORY);
  const table = isStream
    ? () => knownTables(file, new Pace(() => {}, pace.signal), known)
    : (known ?? ((columns: TableColumns) => columns))(await wholeTable(file, pace));
  const model =
    loaded?.kind === 'table'
      ? loaded.model
      : new TableVAE<TableColumns>({
          ...given(options, [...without(MODEL, OF_NUMBERS), 'threads', 'epochs']),
          ...gapsOf(file.isText, options),
          columns: { ...categoriesOf(file), ...options.columns },
        });
  const failure = await attempt(file.name, () =>
    model.train(table, {
      ...given(options, TRAINING),
      ...watched(model.history.length, options.epochs ?? USUAL_EPOCHS.table, context),
    }),
  );
  if (failure && model.schema === undefined) {
    model.dispose();
    throw failure.error;
  }
  if (!loaded)
    for (const { message } of model.notices ?? []) context.progress.note(inCommandWords(message));
  return { trained: { kind: 'table', model }, ...(failure && { failure }) };
}

/** The columns that the file itself says are categories. */
function categoriesOf({ categories = [] }: TableFile): ColumnOverrides {
  return Object.fromEntries(categories.map((name) => [name, 'categorical']));
}

/** The rows of a file, a piece at a time. */
async function* knownTables(
  file: TableFile,
  pace: OpenData['pace'],
  known: (table: TableColumns) => TableColumns,
): AsyncGenerator<TableColumns, void> {
  for await (const piece of tablePieces(file, pace, PIECE_ROWS)) yield known(piece.table);
}

async function trainNumbers(
  { file, pace, byteLength }: OpenData,
  loaded: AnyModel | undefined,
  options: Options,
  context: Context,
): Promise<Training> {
  if (options.likelihood === 'discretizedLogistic')
    throw new UsageError(
      '--likelihood discretizedLogistic is for models of images, which vae1 train goes on with but does not ' +
        'make: new VAE({ image }) of the package does.',
    );
  const numbers = await asNumbers(file, pace);
  const isStream = options.stream ?? byteLength > MOST_IN_MEMORY;
  const model =
    loaded?.kind === 'numbers'
      ? loaded.model
      : new VAE(given(options, [...without(MODEL, OF_TABLES), 'threads', 'epochs']));
  // How far the file is read says nothing of the training.
  const silent = new Pace(() => {}, pace.signal);
  const rows = isStream ? () => numbers.batches(silent) : await wholeArray(numbers, pace);
  const failure = await attempt(file.name, () =>
    model.train(rows, {
      ...given(options, TRAINING),
      ...watched(model.history.length, options.epochs ?? USUAL_EPOCHS.numbers, context),
    }),
  );
  if (failure && model.features === undefined) {
    model.dispose();
    throw failure.error;
  }
  return { trained: { kind: 'numbers', model }, ...(failure && { failure }) };
}

async function wholeArray(file: NumbersFile, pace: OpenData['pace']) {
  const parts = [];
  let rows = 0;
  for await (const { data, shape } of file.batches(pace)) {
    parts.push(data);
    rows += shape[0];
  }
  return { data: joinedNumbers(parts), shape: [rows, file.features] as const };
}

async function attempt(
  data: string,
  work: () => Promise<unknown>,
): Promise<{ error: unknown } | undefined> {
  try {
    await namingFiles({ data }, work);
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** The options that show how far a training is, and end it at Ctrl-C. */
function watched(before: number, epochs: number, { progress, signal }: Context) {
  let last = '';
  return {
    signal,
    onEpoch({ epoch, loss, reconstruction, kl, validation, seconds }: EpochRecord) {
      const held = validation ? `, held out ${figure(validation.loss)}` : '';
      last = `loss ${figure(loss)}${held}`;
      progress.report('Training', (epoch - before) / epochs, `epoch ${epoch}, ${last}`);
      progress.event('epoch', {
        ...{ epoch, loss, reconstruction, kl },
        ...{ heldOutLoss: validation?.loss ?? null, seconds: seconds ?? null },
      });
    },
    onBatch({ epoch, batch, batches, loss }: BatchProgress) {
      const done = epoch - 1 - before + (Number.isFinite(batches) ? batch / batches : 0);
      const detail = `epoch ${epoch}, ${last || `loss ${figure(loss)}`}`;
      progress.report('Training', done / epochs, detail);
    },
  };
}

function figure(value: number): string {
  return value.toPrecision(5);
}

function without<Name extends OptionName, Other extends OptionName>(
  names: readonly Name[],
  others: readonly Other[],
): Exclude<Name, Other>[] {
  return names.filter((name): name is Exclude<Name, Other> => !others.includes(name as never));
}
