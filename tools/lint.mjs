// npm run lint: oxlint over every script.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { linting } from './linting.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { root } from './paths.mjs';
import { report } from './report-outcomes.mjs';
import { main, run } from './run.mjs';

await main(async () => {
  await ensureNpmPackages();
  // What is imported from the package has types only once they are made.
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  if (!existsSync(join(root, 'dist/index.d.ts')))
    await run(process.execPath, [compiler, '-p', '.'], { cwd: root });
  return report([await linting()]);
});
