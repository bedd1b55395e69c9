import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Shared by all clones: the toolchain is large and does not depend on the clone. */
export function cacheFolder(env = process.env) {
  if (env.VAE1_CACHE) return resolve(env.VAE1_CACHE);
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vae1');
}
