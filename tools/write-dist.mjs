import { mkdir, readFile, readdir, rm, writeFile, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { minifySync } from 'rolldown/utils';
import { root } from './paths.mjs';
import { run } from './run.mjs';

const dist = join(root, 'dist');
const compiled = join(root, 'build/js');
const modules = join(root, 'build/wasm');

/**
 * Writes dist/ anew: the package's JavaScript and declarations, and the WebAssembly modules that
 * are built. Minified and in few files, for it is what a page loads: together 11 KB gzipped
 * beside the 27 KB of the compiler's files, and a module's JavaScript 11 KB beside Emscripten's 16.
 */
export async function writeDist() {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist);
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], { cwd: root });
  await writeBundle();
  await writeModules();
}

/** index.js, worker.js, and engine.js for both: a model can run in a worker or in place. */
async function writeBundle() {
  const bundle = await rolldown({
    input: { index: join(compiled, 'index.js'), worker: join(compiled, 'worker.js') },
    platform: 'neutral',
    external: /\.mjs$/,
  });
  const { output } = await bundle.generate({ minify: true, chunkFileNames: 'engine.js' });
  for (const { fileName, code } of output) await writeFile(join(dist, fileName), quoted(code));
}

async function writeModules() {
  const names = (await readdir(modules)).filter((name) => /^vae1-.*\.(mjs|wasm)$/.test(name));
  for (const name of names) {
    if (name.endsWith('.wasm')) await copyFile(join(modules, name), join(dist, name));
    else await writeFile(join(dist, name), quoted(minified(name, await readFile(join(modules, name), 'utf8')))); // prettier-ignore
  }
}

function minified(name, source) {
  const { code, errors } = minifySync(name, source, { module: true });
  if (errors.length) throw new Error(`${name}: ${errors[0].message}`);
  return code;
}

/** The minifier writes `...` for "...", in which not every bundler finds a file to follow. */
function quoted(code) {
  return code.replace(/\b(new URL|import)\(`([^`$\\]*)`/g, '$1("$2"');
}
