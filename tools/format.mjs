// npm run format: every file; npm run format:check (`--check`) only looks.
import { parseArgs } from 'node:util';
import { ensureClang } from './clang.mjs';
import { formatting } from './formatting.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { report } from './report-outcomes.mjs';
import { main } from './run.mjs';

const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values;

await main(async () => {
  await ensureNpmPackages();
  await ensureClang();
  return report(await formatting({ write: !check }));
});
