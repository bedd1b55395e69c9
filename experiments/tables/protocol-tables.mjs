import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCsv } from './csv.mjs';
import { runPython } from './python.mjs';

/**
 * The tables of a folder, by the protocol of TabSyn (python/prepare.py has their names and types).
 *
 * @param {string} out gets a folder for each table
 * @param {string[]} [only] names of tables
 * @returns {AsyncGenerator<{ name: string, folder: string, info: object, train: object[] }>}
 */
export async function* protocolTables({ folder, python, only }, out) {
  for (const name of await runPython(python, 'prepare', folder, out)) {
    if (only && !only.includes(name)) continue;
    const prepared = join(out, name);
    const info = JSON.parse(await readFile(join(prepared, 'info.json'), 'utf8'));
    const train = parseCsv(await readFile(join(prepared, 'train.csv'), 'utf8'));
    yield { name, folder: prepared, info, train };
  }
}
