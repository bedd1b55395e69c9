// npm run lint:cpp: clang-tidy over the core and its tests.
import { clangTidy } from './clang-tidy.mjs';
import { ensureClang } from './clang.mjs';
import { cmakeBuild } from './cmake.mjs';
import { prepare } from './prepare.mjs';
import { report } from './report-outcomes.mjs';
import { main } from './run.mjs';

await main(async () => {
  await prepare({ tests: true });
  await ensureClang();
  await cmakeBuild('native');
  return report([await clangTidy()]);
});
