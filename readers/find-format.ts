import { statedEncoding } from './bytes/find-encoding.js';
import { notText } from './bytes/text-chunks.js';

export type Format =
  'gzip' | 'zip' | 'npy' | 'idx' | 'image' | 'parquet' | 'arrow' | 'json' | 'csv';

/** Bytes from a file's beginning that identify its format. */
export const HEAD = 4096;

/** How other common files begin, and what to do with them. */
const OTHERS: readonly (readonly [start: string, message: string])[] = [
  ['%PDF-', 'is a PDF: save its table as CSV.'],
  ['PARE', 'is an encrypted Parquet file: save it without encryption.'],
  ['FEA1', 'is a Feather file of version 1: save it in version 2, which is Arrow, or as CSV.'],
  ['\x89HDF', 'is an HDF5 file: save the array as NPY, or the table as CSV.'],
  ['\xd0\xcf\x11\xe0', 'is a Microsoft Office document: save it as CSV.'],
];

/** Identifies a file's format by its content, and by its name if the content is ambiguous. */
export function findFormat(name: string, head: Uint8Array): Format {
  if (head.length === 0) throw new Error(`${name} is empty: it has 0 bytes.`);
  const start = String.fromCharCode(...head.subarray(0, 16));
  if (start.startsWith('\x1f\x8b')) return 'gzip';
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip';
  if (start.startsWith('\x93NUMPY')) return 'npy';
  if (/^\0\0[\x08\x09\x0b-\x0e][\x01-\x08]/.test(start)) return 'idx';
  if (isImage(start)) return 'image';
  if (start.startsWith('PAR1')) return 'parquet';
  // A stream begins with the mark of a message and its length.
  if (start.startsWith('ARROW1') || start.startsWith('\xff\xff\xff\xff')) return 'arrow';
  const other = OTHERS.find(([beginning]) => start.startsWith(beginning));
  if (other) throw new Error(`${name} ${other[1]}`);
  if (!statedEncoding(head)?.startsWith('utf-16') && head.includes(0))
    throw new Error(notText(name));
  return textFormat(name, head);
}

function isImage(start: string): boolean {
  return (
    start.startsWith('\x89PNG\r\n\x1a\n') ||
    start.startsWith('\xff\xd8\xff') ||
    start.startsWith('GIF8') ||
    (start.startsWith('RIFF') && start.startsWith('WEBP', 8)) ||
    (start.startsWith('BM') && start.startsWith('\0\0\0\0', 6))
  );
}

function textFormat(name: string, head: Uint8Array): Format {
  if (/\.(csv|tsv|tab)$/i.test(name)) return 'csv';
  if (/\.(json|ndjson|jsonl)$/i.test(name)) return 'json';
  return /^\s*[[{]/.test(new TextDecoder().decode(head)) ? 'json' : 'csv';
}
