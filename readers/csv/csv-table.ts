import type { Cell } from 'vae1';
import type { ByteSource } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';
import type { TableBatch, TableFile } from '../data-file.js';
import type { ReadingOptions } from '../reading-options.js';
import { CsvFile } from './csv-file.js';

/** A CSV file as a table of text; an empty cell is a gap. @throws a sentence for people */
export async function openCsvTable(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<TableFile> {
  const csv = await CsvFile.open(source, options, pace);
  // That a table has names is what one expects.
  const { headerRows, headerNotes, nameNotes } = csv.layout;
  const usual = headerRows === 1 ? headerNotes.slice(-1) : [];
  const notes = [...headerNotes.filter((note) => !usual.includes(note)), ...nameNotes];
  return { kind: 'table', name: source.name, isText: true, notes, batches: (p) => batches(csv, p) };
}

async function* batches(csv: CsvFile, pace: Pace): AsyncGenerator<TableBatch, void> {
  const { names } = csv;
  const texts = names.map(() => new KnownTexts());
  const rows = csv.rows(pace);
  let piece = await rows.next();
  for (; !piece.done; piece = await rows.next()) {
    const { cells } = piece.value;
    if (cells.length === 0) continue;
    const columns = names.map((_, column) =>
      cells.map((record): Cell => texts[column]!.known(record[column]!)),
    );
    yield { rows: cells.length, names, columns };
  }
  for (const { message } of piece.value.notes) pace.note(message);
}

/** Distinct texts of a column, so that repeated ones take memory once. */
class KnownTexts {
  static readonly #MOST = 10_000;
  readonly #known = new Map<string, string>();

  known(text: string): string | null {
    if (text === '') return null;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    // Engines store a part of a text as a view, which would keep a whole piece of the file.
    const own = (' ' + text).slice(1);
    if (this.#known.size < KnownTexts.#MOST) this.#known.set(own, own);
    return own;
  }
}
