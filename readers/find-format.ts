import { statedEncoding } from './bytes/find-encoding.js';
import { notText } from './bytes/text-chunks.js';
import { refuseOther, refuseZip } from './other-formats.js';

export type Format =
  | 'gzip'
  | 'zstd'
  | 'zip'
  | 'excel'
  | 'npy'
  | 'idx'
  | 'image'
  | 'parquet'
  | 'arrow'
  | 'arff'
  | 'json'
  | 'csv';

/** Bytes from a file's beginning that identify its format. */
export const HEAD = 4096;

/**
 * Identifies a file's format by its content, and by its name if the content is ambiguous.
 * @throws a sentence for people, with the way out, if it is of another kind
 */
export function findFormat(name: string, head: Uint8Array): Format {
  if (head.length === 0) throw new Error(`${name} is empty: it has 0 bytes.`);
  const start = String.fromCharCode(...head.subarray(0, 16));
  if (start.startsWith('\x1f\x8b')) return 'gzip';
  if (start.startsWith('\x28\xb5\x2f\xfd')) return 'zstd';
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06'))
    return zipFormat(name, head);
  if (start.startsWith('\x93NUMPY')) return 'npy';
  if (/^\0\0[\x08\x09\x0b-\x0e][\x01-\x08]/.test(start)) return 'idx';
  if (isImage(start)) return 'image';
  if (start.startsWith('PAR1')) return 'parquet';
  // A stream begins with the mark of a message and its length.
  if (start.startsWith('ARROW1') || start.startsWith('\xff\xff\xff\xff')) return 'arrow';
  refuseOther(name, head);
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
    start.startsWith('ftypavif', 4) ||
    (start.startsWith('BM') && start.startsWith('\0\0\0\0', 6))
  );
}

/** A zip, or a workbook, which is one: its own files come first, in an order that programs differ in. */
function zipFormat(name: string, head: Uint8Array): Format {
  if (/\.xls[xmb]$/i.test(name)) return 'excel';
  refuseZip(name, head);
  // The first bit of each file's flags.
  if (head[2] === 3 && (head[6]! & 1) === 1) {
    throw new Error(`${name} is encrypted with a password: unpack it, or pack it without one.`);
  }
  const length = head[26]! + 256 * head[27]!;
  const first = new TextDecoder('latin1').decode(head.subarray(30, 30 + length));
  return /^(\[Content_Types\]\.xml$|_rels\/|docProps\/|xl\/)/.test(first) ? 'excel' : 'zip';
}

function textFormat(name: string, head: Uint8Array): Format {
  if (/\.(csv|tsv|tab)$/i.test(name)) return 'csv';
  if (/\.(json|ndjson|jsonl|geojson)$/i.test(name)) return 'json';
  const text = new TextDecoder().decode(head);
  if (/\.arff$/i.test(name) || /^(\s*(%.*)?\n)*\s*@relation\s/i.test(text)) return 'arff';
  return /^\s*[[{]/.test(text) ? 'json' : 'csv';
}
