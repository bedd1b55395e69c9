import readWorkbook, { type Sheet } from 'read-excel-file/universal';
import type { Cell } from 'vae1';
import type { ByteSource } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';
import { libraryReason } from '../columns/library-error.js';
import { listed } from '../columns/listed.js';
import { BATCH_ROWS, type TableFile } from '../data-file.js';
import type { ReadingOptions } from '../reading-options.js';
import type { SheetCell, SheetRow } from './sheet-rows.js';
import { type SheetOptions, type SheetTable, sheetTable } from './sheet-table.js';
import { unpackedWorkbook } from './unpacked-workbook.js';

/**
 * A sheet of an Excel workbook (.xlsx) as a table. Dates are Dates, and errors such as #N/A gaps.
 * @param options `member`: the name of a sheet, by default of the first visible one with a table.
 * @throws a sentence for people
 */
export async function openExcelTable(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<TableFile> {
  const { name } = source;
  const { zip, hidden } = await unpackedWorkbook(source, pace);
  const sheets = await readable(name, () => readWorkbook(zip));
  await pace.step(`Reading ${name}`, 0.9);
  const tables = sheets.map((sheet) => tableOf(sheet, options));
  const index = chosenSheet(name, sheets, tables, hidden, options.member);
  const { names, rows, headerRows, notes } = tables[index]!;
  const chosen = sheets[index]!.sheet;
  const all = sheets.filter((_, at) => tables[at]).map(({ sheet }) => sheet);
  const others = all.filter((other) => other !== chosen);
  const which = `The sheet ${chosen} was read; the workbook also has ${listed(others)}.`;
  return {
    kind: 'table',
    name,
    isText: false,
    headerRows,
    notes: [...(others.length > 0 ? [{ message: which }] : []), ...notes],
    ...(others.length > 0 && { members: { names: all, chosen } }),
    async *batches(each) {
      for (let first = 0; first < rows.length; first += BATCH_ROWS) {
        await each.step(`Reading ${name}`, first / rows.length);
        const part = rows.slice(first, first + BATCH_ROWS);
        yield { rows: part.length, names, columns: columnsOf(part, names) };
      }
      await each.step(`Reading ${name}`, 1);
    },
  };
}

function columnsOf(rows: readonly SheetRow[], names: readonly string[]): Cell[][] {
  return names.map((_, column) => rows.map((row) => row[column]!));
}

/** A chart's sheet has no cells. */
function tableOf({ data }: Partial<Sheet>, options: SheetOptions): SheetTable | null {
  const rows = (data ?? []) as readonly SheetRow[];
  return sheetTable(
    rows.map((row) => row.map(withWholeSeconds)),
    options,
  );
}

/** The library rounds down what binary fractions of a day lack: 9:59:59.999 is 10:00. */
function withWholeSeconds(cell: SheetCell): SheetCell {
  if (!(cell instanceof Date)) return cell;
  const time = cell.getTime();
  const seconds = Math.round(time / 1000) * 1000;
  return Math.abs(seconds - time) <= 1 ? new Date(seconds) : cell;
}

/** The one that is wanted, or the first visible one with a table of several columns, or of one. */
function chosenSheet(
  name: string,
  sheets: readonly Sheet[],
  tables: readonly (SheetTable | null)[],
  hidden: readonly boolean[],
  member: string | undefined,
): number {
  if (member !== undefined) {
    const wanted = sheets.findIndex(({ sheet }) => sheet === member);
    if (wanted >= 0 && tables[wanted]) return wanted;
    const names = listed(sheets.map(({ sheet }) => sheet));
    throw new Error(
      wanted < 0
        ? `${name} has no sheet ${member}; it has ${names}.`
        : `The sheet ${member} of ${name} holds no table: expected names in a row, and rows below it.`,
    );
  }
  const isWide = (at: number) => (tables[at]?.names.length ?? 0) > 1;
  const places = sheets.map((_, at) => at).filter((at) => tables[at]);
  const visible = places.filter((at) => !hidden[at]);
  const found = visible.find(isWide) ?? visible[0] ?? places.find(isWide) ?? places[0];
  if (found !== undefined) return found;
  throw new Error(
    `${name} holds no table: ${sheets.length === 1 ? 'its sheet is' : 'all of its sheets are'} empty, or ` +
      'has nothing below the names of columns.',
  );
}

/** The library's errors, some of which are of the engine, as a sentence. */
async function readable<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new Error(
      `${name} cannot be read as an Excel workbook; it is incomplete or damaged${libraryReason(cause)}. ` +
        'Open it in Excel or LibreOffice and save it again, or as CSV.',
      { cause },
    );
  }
}
