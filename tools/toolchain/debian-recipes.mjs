import { readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { EIGEN_ADVICE, EMSCRIPTEN_ADVICE } from './advice.mjs';
import { relocatePrograms } from './relocate-programs.mjs';

/** The first suite whose packages are new enough; the name stays valid when the suite is released. */
export const SUITE = 'forky';

/**
 * How each folder of unpacked packages is made: `roots` and what they depend on, without `onSystem`
 * (what is required beforehand, or nobody needs). Raise `revision` when a folder's content is made
 * differently: the old ones are then left alone.
 */
export const recipes = {
  Emscripten: {
    revision: 1,
    roots: ['emscripten', 'patchelf'],
    onSystem: /^(nodejs|python3.*|ccache|binutils|libc6-dev|(libstdc\+\+|libgcc|libobjc)-.*-dev)$/,
    advice: EMSCRIPTEN_ADVICE,
    async finish(partial, folder) {
      await relocatePrograms(partial, folder);
      linkNodeModules(partial);
      writeConfig(partial, folder);
    },
  },
  Eigen: { revision: 1, roots: ['libeigen3-dev'], onSystem: /^pkgconf$/, advice: EIGEN_ADVICE },
};

/** Debian's Emscripten expects its JavaScript packages where Node looks for them on an installed system. */
function linkNodeModules(partial) {
  const link = (target, path) => {
    rmSync(path, { recursive: true, force: true });
    symlinkSync(target, path);
  };
  link('../nodejs', `${partial}/usr/share/emscripten/node_modules`);
  link('.', `${partial}/usr/share/nodejs/node_modules`);
}

/** `.emscripten` beside emcc is found without any environment variable. */
function writeConfig(partial, folder) {
  const llvm = readdirSync(`${partial}/usr/lib`).find((name) => /^llvm-\d+$/.test(name));
  const config = [
    'import shutil',
    `EMSCRIPTEN_ROOT = '${folder}/usr/share/emscripten'`,
    `LLVM_ROOT = '${folder}/usr/lib/${llvm}/bin'`,
    `BINARYEN_ROOT = '${folder}/usr'`,
    `NODE_JS = shutil.which('node') or shutil.which('nodejs')`,
    `CACHE = '${folder}/system-libraries'`,
  ];
  writeFileSync(`${partial}/usr/share/emscripten/.emscripten`, config.join('\n') + '\n');
}
