import type { Options } from '../arguments/options.js';
import { openData } from '../input/open-data.js';
import { namingFiles } from '../model/naming-files.js';
import { openDestination } from '../output/destination.js';
import { outputFormat, tableWriter } from '../output/table-writer.js';
import type { Context } from '../terminal/context.js';
import { openAnswers } from './answers.js';
import { inOrder } from './in-order.js';
import type { Piece } from './piece.js';
import { piecesOf } from './pieces-of.js';

/** Reads DATA piece by piece, and writes for each row what the work answers, in order. */
export async function answerFile(
  name: 'score' | 'encode' | 'impute',
  [modelPath, path]: readonly string[],
  options: Options,
  context: Context,
): Promise<void> {
  const format = outputFormat(options);
  using answers = await openAnswers(name, modelPath!, options, context);
  const { columns, kind, pieceRows, most } = answers;
  const destination = await openDestination(options.output);
  try {
    await using data = await openData(path!, options, context);
    const pieces = await piecesOf(data, kind, pieceRows);
    const writer = await tableWriter(format, columns, destination);
    const named = (piece: Piece) =>
      namingFiles({ data: data.file.name }, () => answers.answer(piece), piece.first);
    for await (const { answer } of inOrder(pieces, named, most)) await writer.write(answer);
    await writer.end();
    await destination.commit();
  } finally {
    await destination.discard();
  }
}
