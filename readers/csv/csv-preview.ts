import type { ByteSource } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';
import type { ReadingOptions } from '../reading-options.js';
import { csvSample } from './csv-file.js';
import { findLayout } from './csv-layout.js';

/** The beginning of a file of delimited text, and what is understood of it. */
export interface CsvPreview {
  readonly name: string;
  /** The first lines as they are in the file. A long line is cut. */
  readonly lines: readonly string[];
  readonly reading: ReadingOptions;
  readonly names: readonly string[];
}

const LINES = 30;
const LONGEST = 400;

/** In an encoding that does not fit, the text is shown in the one that does. */
async function sampleOf(source: ByteSource, options: ReadingOptions, pace: Pace) {
  const { encoding, ...others } = options;
  try {
    return await csvSample(source, options, pace);
  } catch (error) {
    if (encoding === undefined) throw error;
    return { ...(await csvSample(source, others, pace)), encoding };
  }
}

/** @throws a sentence if there is no text at all */
export async function csvPreview(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<CsvPreview> {
  const { text, encoding } = await sampleOf(source, options, pace);
  const { delimiter, quote, headerRows, skipTop, names } = findLayout(source.name, text, options);
  return {
    name: source.name,
    lines: text.split('\n', LINES).map((line) => line.slice(0, LONGEST)),
    reading: { ...options, encoding, delimiter, quote, headerRows, skipTop },
    names,
  };
}
