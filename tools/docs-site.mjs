import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureNpmPackages } from './toolchain/npm-packages.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';

const tool = join(root, 'docs/site');

/**
 * Builds one static site in build/docs/, with a search: the README, the pages that docs/README.md
 * lists, and the API by its doc comments. Fails on what is public and has no comment, and on links
 * that lead nowhere.
 * @returns {Promise<string>} the folder
 */
export async function buildDocs() {
  await ensureNpmPackages();
  await ensureNpmPackages('docs/site');
  const folder = join(root, 'build/docs');
  await rm(folder, { recursive: true, force: true });
  await run(process.execPath, [join(tool, 'node_modules/typedoc/bin/typedoc')], { cwd: tool });
  return folder;
}
