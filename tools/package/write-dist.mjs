import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { bundlerFriendly } from './bundler-friendly.mjs';
import { reachedDeclarations } from './reached-declarations.mjs';
import { root } from '../paths.mjs';
import { replaceFolder } from '../toolchain/replace-folder.mjs';
import { run } from '../run.mjs';
import { writeCommand } from './write-command.mjs';

const dist = join(root, 'dist');
const compiled = join(root, 'build/js');
const declarations = join(root, 'build/types');
const modules = join(root, 'build/wasm');

/** Emscripten's JavaScript stays minified, but gets lines. */
const IN_LINES = { codegen: { removeWhitespace: false } };
/** The package's own JavaScript also keeps its names. */
const READABLE = { ...IN_LINES, compress: false, mangle: false };

/**
 * Rewrites dist/: the package's JavaScript and declarations, the WebAssembly modules that are built, and
 * the command. There are few files, because a page may load them without a bundler. They keep lines and
 * names, because Node prints the line that threw an error, and debuggers step through them.
 * If something does not compile, dist/ stays as it was.
 */
export async function writeDist() {
  await replaceFolder(dist, async (folder) => {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [compiler, '--declarationDir', declarations], { cwd: root });
    await writeDeclarations(folder);
    await writeBundle(folder);
    await writeModules(folder);
    await writeCommand(folder);
  });
}

/** Writes only the declarations of what can be imported. */
async function writeDeclarations(folder) {
  const entries = ['index.d.ts', 'worker.d.ts', 'wasm-url.d.ts'];
  for (const file of await reachedDeclarations(declarations, entries)) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await copyFile(join(declarations, file), join(folder, file));
  }
}

/**
 * Bundles index.js, worker.js, and engine.js for their shared code: a model can run in a worker or in
 * place. tables.js, comparison.js for compareTables(), and exchange.js for the formats of other programs
 * are loaded on first use.
 */
async function writeBundle(folder) {
  // Import it here: in a fresh clone, this file loads before set-up has installed the package.
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: { index: join(compiled, 'index.js'), worker: join(compiled, 'worker.js') },
    platform: 'neutral',
    external: /\.mjs$/,
    // Without comments that name the files of build/.
    experimental: { attachDebugInfo: 'none' },
  });
  const { output } = await bundle.generate({
    minify: READABLE,
    comments: { legal: false, annotation: true, jsdoc: false },
    chunkFileNames: '[name].js',
    // dist/ is flat: the builds lie beside what loads them.
    paths: (id) => `./${basename(id)}`,
    codeSplitting: {
      // The order matters: each group takes what it needs, unless an earlier group has it.
      groups: [
        {
          name: 'engine',
          test: /[\\/]js[\\/](?!table|report|exchange)/,
          minShareCount: 2,
          priority: 3,
        },
        { name: 'tables', test: /[\\/]js[\\/]table[\\/]/, priority: 2 },
        { name: 'exchange', test: /[\\/]js[\\/]exchange[\\/]/, priority: 1 },
        { name: 'comparison', test: /[\\/]js[\\/]report[\\/]/, priority: 1 },
      ],
    },
  });
  for (const { fileName, code } of output) await writeFile(join(folder, fileName), code);
}

async function writeModules(folder) {
  const { minifySync } = await import('rolldown/utils');
  const inLines = (name, source) => {
    const { code, errors } = minifySync(name, source, { module: true, ...IN_LINES });
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
    const source = bundlerFriendly(name.replace('.mjs', ''), await readFile(from, 'utf8'));
    await writeFile(to, inLines(name, source));
  }
}
