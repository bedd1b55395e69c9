import type { Options } from '../arguments/options.js';
import { asNumbers } from '../input/as-numbers.js';
import { openData } from '../input/open-data.js';
import { numberPieces, tablePieces } from '../input/pieces.js';
import { namingFiles } from '../model/naming-files.js';
import { openDestination } from '../output/destination.js';
import { outputFormat, tableWriter } from '../output/table-writer.js';
import type { Context } from '../terminal/context.js';
import { Failure } from '../terminal/ends.js';
import { openAnswers } from './answers.js';
import { inOrder } from './in-order.js';
import type { WorkName } from './works.js';

/** Reads DATA piece by piece, and writes for each row what the work answers, in order. */
export async function answerFile(
  name: WorkName,
  [modelPath, path]: readonly string[],
  options: Options,
  context: Context,
): Promise<void> {
  const format = outputFormat(options);
  using answers = await openAnswers(name, modelPath!, options, context);
  const destination = await openDestination(options.output);
  try {
    await using data = await openData(path!, options, context);
    const { file, pace } = data;
    if (answers.isOfTable && file.kind !== 'table')
      throw new Failure(`${file.name} holds an array of numbers, but the model is of a table.`);
    const pieces =
      answers.isOfTable && file.kind === 'table'
        ? tablePieces(file, pace, answers.pieceRows)
        : numberPieces(await asNumbers(file, pace), pace, answers.pieceRows);
    const writer = await tableWriter(format, answers.columns, destination);
    const named = (piece: Parameters<typeof answers.answer>[0]) =>
      namingFiles({ data: file.name }, () => answers.answer(piece), piece.first);
    for await (const { answer } of inOrder(pieces, named, answers.most)) await writer.write(answer);
    await writer.end();
    await destination.commit();
  } finally {
    await destination.discard();
  }
}
