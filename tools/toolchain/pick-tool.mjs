import { atLeast } from './version.mjs';

/**
 * Picks the copy of a tool to use. Installed copies come before one that must be fetched.
 * @param {{ name: string, minimum: string, advice: string }} tool
 * @param {{ installed: { folder: string, version: string }[], debianLike: boolean }} found
 *   `installed` in order of preference
 * @returns {{ kind: 'installed', folder: string } | { kind: 'debian' } | { kind: 'none', reason: string }}
 */
export function pickTool({ name, minimum, advice }, { installed, debianLike }) {
  const usable = installed.find(({ version }) => atLeast(version, minimum));
  if (usable) return { kind: 'installed', folder: usable.folder };
  if (debianLike) return { kind: 'debian' };
  const old = installed.map(({ folder, version }) => `${version} in ${folder} is too old`);
  const found = old.length ? ` (${old.join(', ')})` : '';
  return { kind: 'none', reason: `${name} >= ${minimum} was not found${found}. ${advice}` };
}
