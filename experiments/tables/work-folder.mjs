import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a generator with the folder `out`, or with one of its own, which does not outlive it. */
export async function* withFolder(out, generator) {
  const folder = out ?? (await mkdtemp(join(tmpdir(), 'vae1-tables-')));
  try {
    await mkdir(folder, { recursive: true });
    yield* generator(folder);
  } finally {
    if (out === undefined) await rm(folder, { recursive: true });
  }
}
