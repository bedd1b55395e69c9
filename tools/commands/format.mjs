// npm run format: every file; with `-- --check` it only looks.
import { parseArgs } from 'node:util';
import { ensureClang } from '../toolchain/clang.mjs';
import { formatting } from '../checks/formatters.mjs';
import { ensureNpmPackages } from '../toolchain/npm-packages.mjs';
import { report } from '../checks/report-outcomes.mjs';
import { main } from '../run.mjs';

const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values;

await main(async () => {
  await ensureNpmPackages();
  await ensureClang();
  return report(await formatting({ write: !check }));
});
