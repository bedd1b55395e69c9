import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.mjs';

/**
 * Makes LLVM's and binaryen's programs load the libraries unpacked beside them.
 * @param {string} partial where the packages are unpacked
 * @param {string} folder where they will stand after the final rename
 */
export async function relocatePrograms(partial, folder) {
  const libraryFolder = `usr/lib/${libraryFolderName(partial)}`;
  const libraries = `${partial}/${libraryFolder}`;
  const loader = readdirSync(libraries).find((name) => /^ld-linux.*\.so\.\d+$/.test(name));
  const patchelf = (args) =>
    run(`${libraries}/${loader}`, [
      '--library-path',
      libraries,
      `${partial}/usr/bin/patchelf`,
      ...args,
    ]);
  const rpath = ['--force-rpath', '--set-rpath', `${folder}/${libraryFolder}`];
  const interpreter = ['--set-interpreter', `${folder}/${libraryFolder}/${loader}`];
  const llvm = readdirSync(`${partial}/usr/lib`).find((name) => /^llvm-\d+$/.test(name));
  const programs = [
    ...filesIn(`${partial}/usr/lib/${llvm}/bin`),
    ...filesIn(`${partial}/usr/bin`).filter((file) => /\/wasm-[^/]*$/.test(file)),
  ].filter(isElf);
  const shared = [...filesIn(libraries), ...filesIn(`${partial}/usr/lib/${llvm}/lib`)].filter(
    (file) => /\/lib(LLVM|clang)[^/]*\.so[^/]*$/.test(file) && isElf(file),
  );
  for (const file of programs) await patchelf([...interpreter, ...rpath, file]);
  for (const file of shared) await patchelf([...rpath, file]);
}

/** usr/lib/x86_64-linux-gnu, or what it is called for this machine's architecture. */
function libraryFolderName(partial) {
  return readdirSync(`${partial}/usr/lib`).find((name) => name.endsWith('-linux-gnu'));
}

/** Regular files only: a link's target is patched where it stands. */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((file) => lstatSync(file).isFile());
}

function isElf(file) {
  return readFileSync(file).subarray(0, 4).toString('latin1') === '\x7fELF';
}
