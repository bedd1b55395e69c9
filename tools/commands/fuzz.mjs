// npm run fuzz -- SECONDS: the fuzzer of the model file's reader, a minute where nothing is said.
import { ensureClang } from '../toolchain/clang.mjs';
import { fuzzing } from '../checks/model-file-fuzzer.mjs';
import { prepare } from '../toolchain/prepare.mjs';
import { report } from '../checks/report-outcomes.mjs';
import { SetupError, main } from '../run.mjs';

await main(async () => {
  const seconds = Number(process.argv[2] ?? 60);
  if (!(seconds > 0)) throw new SetupError('Usage: npm run fuzz -- SECONDS');
  await prepare({ tests: true });
  await ensureClang();
  return report([await fuzzing({ seconds })]);
});
