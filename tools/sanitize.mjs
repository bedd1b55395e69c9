// npm run sanitize: the C++ tests under the sanitizers.
import { ensureClang } from './clang.mjs';
import { prepare } from './prepare.mjs';
import { report } from './report-outcomes.mjs';
import { main } from './run.mjs';
import { sanitizedTests } from './sanitized-tests.mjs';

await main(async () => {
  await prepare({ tests: true });
  await ensureClang();
  return report(await sanitizedTests(['sanitized', 'thread-sanitized']));
});
