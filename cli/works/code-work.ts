import type { Options } from '../arguments/options.js';
import { openData } from '../input/open-data.js';
import { PIECE_ROWS } from '../input/pieces.js';
import type { AnyModel } from '../model/load-model.js';
import { namingFiles } from '../model/naming-files.js';
import { CodedFile } from '../output/coded-file.js';
import type { Context } from '../terminal/context.js';
import type { Work } from './piece.js';
import { piecesOf } from './pieces-of.js';
import { rowsOf } from './rows-of.js';

/** A file to code. */
export interface CodeTask {
  readonly from: string;
  /** The file to write, for sentences. */
  readonly to: string;
  /** Where it lies until it is complete. */
  readonly partial: string;
}

/** Codes a whole file, piece by piece. The answer is how many rows it has. */
export function codeWork(
  trained: AnyModel,
  options: Options,
  context: Context,
): Work<CodeTask, number> {
  const { model } = trained;
  const { signal } = context;
  const rows = rowsOf(trained);
  return {
    async answer({ from, to, partial }) {
      await using data = await openData(from, options, context);
      const { file } = data;
      await using coded = await CodedFile.open(partial, to);
      for await (const piece of await piecesOf(data, trained.kind, PIECE_ROWS))
        await namingFiles(
          { data: file.name },
          async () => coded.write(await model.code(rows(piece) as never, { signal }), piece.rows!),
          piece.first,
        );
      if (coded.rows === 0) throw new Error(`${file.name} has no rows.`);
      await coded.end();
      return coded.rows;
    },
  };
}
