import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** One line that says when and where figures were measured: date, machine, versions, build. */
export function environment({ build, threads }) {
  return [
    new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
    `${cpus()[0].model.trim()}, ${cpus().length} cores`,
    `${process.platform} ${process.arch}`,
    `Node ${process.versions.node}`,
    `vae1 ${version}`,
    `build ${build}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
  ].join(' · ');
}
