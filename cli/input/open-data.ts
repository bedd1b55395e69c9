import { Pace } from '../../readers/bytes/pace.js';
import type { DataFile } from '../../readers/data-file.js';
import { openDataFile } from '../../readers/open-data-file.js';
import type { Options } from '../arguments/options.js';
import type { Context } from '../terminal/context.js';
import { openSource } from './node-source.js';

/** Data that are open. */
export interface OpenData extends AsyncDisposable {
  readonly file: DataFile;
  /** Bytes of the file, packed or not. */
  readonly byteLength: number;
  /** Reports how far the reading is, and stops it at Ctrl-C. */
  readonly pace: Pace;
}

/** Opens DATA: a path, or `-` for standard input. @throws a sentence */
export async function openData(
  path: string,
  options: Options,
  { progress, signal }: Context,
): Promise<OpenData> {
  const pace = new Pace(({ what, fraction }) => progress.report(what, fraction), signal);
  const open = await openSource(path, signal);
  const close = () => open[Symbol.asyncDispose]();
  try {
    const { delimiter, header, member } = options;
    const file = await openDataFile(
      open.source,
      {
        ...(delimiter && { delimiter }),
        ...(header && { headerRows: header === 'true' ? 1 : 0 }),
        ...(member !== undefined && { member }),
      },
      pace,
    );
    for (const { message } of file.notes) progress.note(message);
    return { file, byteLength: open.byteLength, pace, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}
