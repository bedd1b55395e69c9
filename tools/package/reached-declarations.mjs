import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Paths of the declarations in `folder` that `entries` import, directly or not, and of `entries`. */
export async function reachedDeclarations(folder, entries) {
  const reached = new Set(entries);
  for (const file of reached) {
    const text = await readFile(join(folder, file), 'utf8');
    for (const [, path] of text.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.[^'"]*)\.js['"]/g))
      reached.add(join(dirname(file), `${path}.d.ts`));
  }
  return reached;
}
