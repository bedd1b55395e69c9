import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { hasSanitizers, skippedWithout } from '../toolchain/clang.mjs';
import { cmakeBuild } from '../toolchain/cmake.mjs';
import { root } from '../paths.mjs';
import { exitCode } from '../run.mjs';
import { timed } from '../timings.mjs';

/** The largest file to try; those of the corpus are far smaller. */
const MOST_BYTES = 16384;

/**
 * Fuzzes the model file's reader, starting from tests/fuzz/corpus. Interesting files go to
 * build/fuzz/corpus, from which the next run starts too. Files that fail go to build/fuzz.
 */
export async function fuzzing({ seconds }) {
  const name = 'fuzzing the reader of model files (npm run fuzz)';
  if (hasSanitizers()) await cmakeBuild('sanitized');
  const program = join(root, 'build/sanitized/model_file_fuzzer');
  if (!existsSync(program)) return skippedWithout('clang++ with libFuzzer', name);
  const found = join(root, 'build/fuzz/corpus');
  mkdirSync(found, { recursive: true });
  console.log(`\n== ${name}: ${seconds} s`);
  const args = [
    ...[`-max_total_time=${seconds}`, `-max_len=${MOST_BYTES}`, '-timeout=60', '-verbosity=0'],
    ...['-print_final_stats=1', `-artifact_prefix=${join(root, 'build/fuzz')}/`],
    ...['-dict=tests/fuzz/model-file.dict', found, 'tests/fuzz/corpus'],
  ];
  const code = await timed(name, () => exitCode(program, args, { cwd: root }));
  return { name, outcome: code === 0 ? 'passed' : 'failed', reason: '' };
}
