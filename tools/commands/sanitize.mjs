// npm run sanitize: the C++ tests under the sanitizers.
import { ensureClang } from '../toolchain/clang.mjs';
import { prepare } from '../toolchain/prepare.mjs';
import { report } from '../checks/report-outcomes.mjs';
import { main } from '../run.mjs';
import { sanitizedTests } from '../checks/sanitized-tests.mjs';

await main(async () => {
  await prepare({ tests: true });
  await ensureClang();
  return report(await sanitizedTests(['sanitized', 'thread-sanitized']));
});
