import { strFromU8, zipSync, type Zippable } from 'fflate';
import type { ByteSource } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';
import { zipEntries } from '../bytes/unzip.js';

/** A workbook as the library takes it, and which of its sheets are hidden. */
export interface UnpackedWorkbook {
  /** A zip whose files are stored as they are. */
  readonly zip: ArrayBuffer;
  /** For each sheet, in their order. */
  readonly hidden: readonly boolean[];
}

/**
 * Unpacks a workbook within the limits for zips. The library would unpack it without limits, and large ones in
 * workers from blobs, which the page's policy forbids.
 * @throws a sentence for people if it is no workbook
 */
export async function unpackedWorkbook(source: ByteSource, pace: Pace): Promise<UnpackedWorkbook> {
  const files: Zippable = {};
  const paths = new Set<string>();
  let workbook = '';
  const wanted = (path: string) => {
    paths.add(path);
    return /\.xml(\.rels)?$/.test(path) && /^(xl\/|\[Content_Types\])/.test(path);
  };
  for await (const { path, bytes } of zipEntries(source, wanted, pace)) {
    files[path] = bytes;
    if (path === 'xl/workbook.xml') workbook = strFromU8(bytes);
  }
  if (!workbook) throw new Error(`${source.name} ${whatElse(paths)}`);
  const sheets = workbook.match(/<(?:\w+:)?sheet\b[^>]*>/g) ?? [];
  const hidden = sheets.map((sheet) => /\bstate\s*=\s*["'](hidden|veryHidden)/.test(sheet));
  return { zip: zipSync(files, { level: 0 }).buffer, hidden };
}

function whatElse(paths: ReadonlySet<string>): string {
  if (paths.has('xl/workbook.bin')) {
    return 'is a binary Excel workbook (.xlsb): save it as .xlsx or CSV.';
  }
  const has = (folder: string) => [...paths].some((path) => path.startsWith(folder));
  if (has('word/')) return 'is a Word document: save its table as .xlsx or CSV.';
  if (has('ppt/')) return 'is a PowerPoint document: save its table as .xlsx or CSV.';
  return 'is not an Excel workbook: it holds none. Save its table as .xlsx or CSV.';
}
