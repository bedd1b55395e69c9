import { crc32 } from './file/crc32.js';
import { sectionsOf } from './file/model-file.js';

/** What rows are coded by: the columns of a table, and the scaling. Training leaves them as they are. */
const SECTIONS = ['COLS', 'SCAL'];

/** The CRC-32 of these sections' contents, one after another, in hexadecimal digits. */
export function codingOf(file: Uint8Array<ArrayBuffer>): string {
  const sections = sectionsOf(file);
  const contents = SECTIONS.map((tag) => sections.get(tag) ?? new Uint8Array());
  const whole = new Uint8Array(contents.reduce((length, content) => length + content.length, 0));
  let end = 0;
  for (const content of contents) {
    whole.set(content, end);
    end += content.length;
  }
  return crc32(whole).toString(16).padStart(8, '0');
}
