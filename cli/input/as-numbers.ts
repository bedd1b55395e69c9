import type { Cell } from 'vae1';
import { numberOf } from '../../readers/columns/number-text.js';
import type { DataFile, NumbersFile } from '../../readers/data-file.js';
import type { OpenData } from './open-data.js';

/** A file as rows of numbers. Each cell of a table is a number, or NaN for a gap. */
export async function asNumbers(file: DataFile, pace: OpenData['pace']): Promise<NumbersFile> {
  if (file.kind === 'numbers') return file;
  const names = await firstNames(file, pace);
  const features = names.length;
  return {
    ...{ kind: 'numbers', name: file.name, notes: file.notes, features },
    async *batches(each) {
      let before = 0;
      for await (const batch of file.batches(each)) {
        const data = new Float64Array(batch.rows * features).fill(NaN);
        for (const [at, name] of batch.names.entries()) {
          const column = names.indexOf(name);
          if (column < 0)
            throw new Error(`${file.name} has the column ${name} in later rows only.`);
          const cells = batch.columns[at]!;
          for (let row = 0; row < batch.rows; ++row) {
            const value = numberIn(cells[row]);
            if (value === undefined) {
              throw new Error(
                `${file.name} has ${JSON.stringify(String(cells[row]))} in row ${before + row + 1}, ` +
                  `column ${name}; expected a number, as --kind numbers needs them.`,
              );
            }
            data[row * features + column] = value;
          }
        }
        before += batch.rows;
        yield { data, shape: [batch.rows, features] };
      }
    },
  };
}

async function firstNames(file: DataFile & { kind: 'table' }, pace: OpenData['pace']) {
  for await (const { names } of file.batches(pace)) return names;
  throw new Error(`${file.name} has no rows.`);
}

function numberIn(cell: Cell): number | undefined {
  if (cell === null || cell === undefined) return NaN;
  if (typeof cell !== 'string') return Number(cell);
  const value = numberOf(cell, '.');
  return Number.isNaN(value) ? undefined : value;
}
