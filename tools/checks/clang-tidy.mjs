import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { skippedWithout } from '../toolchain/clang.mjs';
import { root } from '../paths.mjs';
import { exitCode } from '../run.mjs';
import { cmakeConfigure } from '../toolchain/cmake.mjs';
import { programPath } from '../system.mjs';

/** clang-tidy, by .clang-tidy, over every source of the core and of its tests: minutes. */
export async function clangTidy() {
  const name = 'linting of C++ (npm run lint -- --cpp)';
  const program = programPath('clang-tidy');
  if (!program) return skippedWithout('clang-tidy', name);
  const build = join(root, 'build/tidy');
  await cmakeConfigure('tidy');
  const waiting = JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8'));
  let clean = true;
  const takeFiles = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const code = await exitCode(program, ['--quiet', '-p', build, next.file], {
        // Its error stream only counts the warnings that it suppressed in other projects' headers.
        stdio: ['ignore', 'inherit', 'ignore'],
      });
      clean &&= code === 0;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, takeFiles));
  return { name, outcome: clean ? 'passed' : 'failed', reason: '' };
}
