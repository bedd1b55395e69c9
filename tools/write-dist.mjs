import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withOwnThreads, withoutNodeImports, withQuotedAddresses } from './bundler-friendly.mjs';
import { reachedDeclarations } from './reached-declarations.mjs';
import { root } from './paths.mjs';
import { replaceFolder } from './replace-folder.mjs';
import { run } from './run.mjs';

const dist = join(root, 'dist');
const compiled = join(root, 'build/js');
const declarations = join(root, 'build/types');
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
    await run(process.execPath, [compiler, '--declarationDir', declarations], { cwd: root });
    await writeDeclarations(folder);
    await writeBundle(folder);
    await writeModules(folder);
  });
}

/** Those of what can be imported, and no others. */
async function writeDeclarations(folder) {
  const entries = ['index.d.ts', 'worker.d.ts', 'wasm-url.d.ts'];
  for (const file of await reachedDeclarations(declarations, entries)) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await copyFile(join(declarations, file), join(folder, file));
  }
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
        { name: 'tables', test: /[\\/]table[\\/](cells[\\/])?[^\\/]+$/, priority: 2 },
        { name: 'comparison', test: /[\\/]table[\\/]report[\\/]/, priority: 1 },
      ],
    },
  });
  for (const { fileName, code } of output)
    await writeFile(join(folder, fileName), withQuotedAddresses(code));
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
    const [from, to] = [join(modules, name), join(folder, name)];
    if (name.endsWith('.wasm')) {
      await copyFile(from, to);
      continue;
    }
    const source = withOwnThreads(name, withoutNodeImports(await readFile(from, 'utf8')));
    await writeFile(to, withQuotedAddresses(minified(name, source)));
  }
}
