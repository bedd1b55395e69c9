// npm run lint: oxlint over every script.
import { ensureNpmPackages } from './npm-packages.mjs';
import { linting } from './linting.mjs';
import { report } from './report-outcomes.mjs';
import { main } from './run.mjs';

await main(async () => {
  await ensureNpmPackages();
  return report([await linting()]);
});
