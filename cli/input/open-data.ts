import { Pace } from '../../readers/bytes/pace.js';
import type { Progress, Report } from '../../readers/bytes/progress.js';
import type { DataFile } from '../../readers/data-file.js';
import { openDataFile } from '../../readers/open-data-file.js';
import type { ReadingOptions } from '../../readers/reading-options.js';
import { given, type Options } from '../arguments/options.js';
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
  // A file may be read several times.
  const noted = new Set<string>();
  const note = (message: string) => {
    if (!noted.has(message)) progress.note(message);
    noted.add(message);
  };
  const report: Report<Progress> = ({ what, fraction }) => progress.report(what, fraction);
  const pace = new Pace(report, signal, note);
  const open = await openSource(path, signal);
  const close = () => open[Symbol.asyncDispose]();
  try {
    const file = await openDataFile(open.source, readingOptions(options), pace);
    for (const { message } of file.notes) note(message);
    return { file, byteLength: open.byteLength, pace, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

const QUOTES = { double: '"', single: "'", none: '' } as const;

function readingOptions(options: Options): ReadingOptions {
  const { quote, headerRows } = options;
  return {
    // A row that is left out unasked would shift the scores of those after it.
    ragged: 'fail',
    ...given(options, ['delimiter', 'encoding', 'skipTop', 'skipBottom', 'ragged', 'member']),
    ...(quote && { quote: QUOTES[quote] }),
    ...(headerRows && { headerRows: Number(headerRows) as 0 | 1 | 2 }),
  };
}
