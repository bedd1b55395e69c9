import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** One line that says when and where figures were measured. */
export function machine() {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return [
    new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
    `${cpus()[0].model.trim()}, ${cpus().length} cores`,
    `${process.platform} ${process.arch}`,
    `vae1 ${version}`,
  ].join(' · ');
}
