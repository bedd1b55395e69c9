import { copyFile, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { replaceFolder } from './replace-folder.mjs';
import { run } from './run.mjs';

const dist = join(root, 'dist');
const compiled = join(root, 'build/js');
const modules = join(root, 'build/wasm');

/**
 * Writes dist/ anew: the package's JavaScript and declarations, and the WebAssembly modules that
 * are built. Minified and in few files, for it is what a page loads: without tables 19 KB gzipped,
 * and a module's JavaScript 11 KB beside Emscripten's 16.
 * Where something does not compile, dist/ stays as it was.
 */
export async function writeDist() {
  await replaceFolder(dist, async (folder) => {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [compiler, '--declarationDir', folder], { cwd: root });
    await writeBundle(folder);
    await writeModules(folder);
  });
}

/**
 * index.js, worker.js, and engine.js for what is shared: a model can run in a worker or in place.
 * Loaded when they are first needed: tables.js, and comparison.js for compareTables().
 */
async function writeBundle(folder) {
  // Not at the top: in a fresh clone this file is loaded before set-up has installed the package.
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: { index: join(compiled, 'index.js'), worker: join(compiled, 'worker.js') },
    platform: 'neutral',
    external: /\.mjs$/,
  });
  const { output } = await bundle.generate({
    minify: true,
    chunkFileNames: '[name].js',
    codeSplitting: {
      // In this order, since each takes what it needs along, where none before it has it.
      groups: [
        { name: 'engine', test: /[\\/]js[\\/][^\\/]+$/, minShareCount: 2, priority: 3 },
        { name: 'tables', test: /[\\/]table[\\/][^\\/]+$/, priority: 2 },
        { name: 'comparison', test: /[\\/]table[\\/]report[\\/]/, priority: 1 },
      ],
    },
  });
  for (const { fileName, code } of output) await writeFile(join(folder, fileName), quoted(code));
}

async function writeModules(folder) {
  const { minifySync } = await import('rolldown/utils');
  const minified = (name, source) => {
    const { code, errors } = minifySync(name, source, { module: true });
    if (errors.length) throw new Error(`${name}: ${errors[0].message}`);
    return code;
  };
  const names = (await readdir(modules)).filter((name) => /^vae1-.*\.(mjs|wasm)$/.test(name));
  for (const name of names) {
    if (name.endsWith('.wasm')) await copyFile(join(modules, name), join(folder, name));
    else await writeFile(join(folder, name), quoted(minified(name, await readFile(join(modules, name), 'utf8')))); // prettier-ignore
  }
}

/** The minifier writes `...` for "...", in which not every bundler finds a file to follow. */
function quoted(code) {
  return code.replace(/\b(new URL|import)\(`([^`$\\]*)`/g, '$1("$2"');
}
