import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure, UsageError } from '../terminal/ends.js';

/**
 * The files that are meant. A shell has put names in the place of `rows/*.parquet`; where it has not, as on
 * Windows or within quotes, * stands for any letters of a name here.
 * @throws Failure if a pattern fits no file, UsageError for standard input
 */
export function namedFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (path === '-') throw new UsageError('DATA must be files here, whose names are kept.');
    if (!basename(path).includes('*') || existsSync(path)) return [path];
    const parts = basename(path)
      .split('*')
      .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
    const pattern = new RegExp(`^${parts.join('.*')}$`);
    const folder = dirname(path);
    const names = existsSync(folder)
      ? readdirSync(folder).filter((name) => pattern.test(name))
      : [];
    if (names.length === 0) throw new Failure(`${path} fits no file.`);
    return names.sort().map((name) => join(folder, name));
  });
}
