import { rmSync } from 'node:fs';

/** Files that have not got their final name yet, or never get one. */
const files = new Set<string>();

// However the process ends, none of them stays.
process.on('exit', () => {
  for (const file of files) rmSync(file, { force: true });
});

export function rememberFile(path: string): void {
  files.add(path);
}

export function forgetFile(path: string): void {
  files.delete(path);
}
