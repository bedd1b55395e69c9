// npm run lint: oxlint over every script; with `-- --cpp` clang-tidy over the core and its tests, which
// takes minutes.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clangTidy } from '../checks/clang-tidy.mjs';
import { linting } from '../checks/oxlint.mjs';
import { report } from '../checks/report-outcomes.mjs';
import { root } from '../paths.mjs';
import { main, run } from '../run.mjs';
import { ensureClang } from '../toolchain/clang.mjs';
import { ensureNpmPackages } from '../toolchain/npm-packages.mjs';
import { prepare } from '../toolchain/prepare.mjs';

const { cpp } = parseArgs({ options: { cpp: { type: 'boolean', default: false } } }).values;

await main(async () => report([cpp ? await lintCpp() : await lintScripts()]));

async function lintCpp() {
  await prepare({ tests: true });
  await ensureClang();
  return clangTidy();
}

async function lintScripts() {
  await ensureNpmPackages();
  // What is imported from the package has types only once they are made.
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  if (!existsSync(join(root, 'dist/index.d.ts')))
    await run(process.execPath, [compiler, '-p', '.'], { cwd: root });
  return linting();
}
