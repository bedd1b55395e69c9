import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runProgram } from '../run-program.mjs';
import { builtByNext } from './next.mjs';
import { PATH, writePage, writePlainApp } from './plain-app.mjs';
import { configuration } from './documented-configuration.mjs';
import { isolation, serveFolder } from './static-host.mjs';
import { importTool, linkTool, programs } from './tools.mjs';
import { builtByVite, servedByVite } from './vite.mjs';

/**
 * The ways that a user's app comes to a page. Each is given the folder of the app, and gives the
 * complaints of its building, and how it is served; `options` are those that models need
 * there, besides those given.
 * @type {Record<string, (folder: string) => Promise<{ complaints: string[],
 *   options?: (given: object) => object,
 *   serve: () => Promise<{ address: string, close: () => Promise<void> }> }>>}
 */
export const BUILDS = {
  'Vite, built': (folder) => builtByVite('vite', folder),
  'Vite, its server': (folder) => servedByVite('vite', folder),
  'Vite 7, built': async (folder) => builtByVite('vite-7', folder, await viteConfiguration(folder)),
  'Vite 7, its server': async (folder) =>
    servedByVite('vite-7', folder, await viteConfiguration(folder)),
  'webpack, production': (folder) => builtByWebpack('production', folder),
  'webpack, development': (folder) => builtByWebpack('development', folder),
  Rollup: builtByRollup,
  esbuild: async (folder) => builtByShell(configuration('esbuild'), 'out-esbuild', folder),
  Next: builtByNext,
  'any bundler': builtAnyhow,
  'no bundler, an import map': withImportMap,
  'no bundler, a path': withPath,
};

async function viteConfiguration(folder) {
  const file = join(folder, 'vite.config.js');
  await writeFile(file, configuration('vite.config.js'));
  return file;
}

async function builtByWebpack(mode, folder) {
  const { default: webpack } = await importTool('webpack');
  const path = join(folder, `out-webpack-${mode}`);
  const file = join(folder, 'webpack.config.mjs');
  await writeFile(file, configuration('webpack.config.mjs'));
  const { default: documented } = await import(pathToFileURL(file).href);
  const own = { mode, context: folder, entry: './app.js', output: { path } };
  const compiler = webpack({ ...documented, ...own });
  const stats = await new Promise((resolve, reject) =>
    compiler.run((error, result) => (error ? reject(error) : resolve(result))),
  );
  await new Promise((resolve) => compiler.close(resolve));
  await writePage(path, '<script defer src="main.js"></script>');
  const { warnings, errors } = stats.toJson({ all: false, warnings: true, errors: true });
  return {
    complaints: [...errors, ...warnings].map(({ message }) => message),
    serve: () => serveFolder(path, isolation),
  };
}

async function builtByRollup(folder) {
  await linkTool('@rollup/plugin-node-resolve', folder);
  await writeFile(join(folder, 'rollup.config.js'), configuration('rollup.config.js'));
  return builtByShell(configuration('Rollup'), 'out-rollup', folder);
}

/** By esbuild as it is without an option, and by the recipe of docs/deploying.md for bundlers of any kind. */
async function builtAnyhow(folder) {
  const path = 'out-any';
  const bundle = `esbuild app.js --bundle --outdir=out --log-level=warning\n`;
  const copy = configuration('any bundler: the package as it is');
  const [, workerUrl] = /workerUrl: '([^']+)'/.exec(
    configuration('any bundler: where the package is'),
  );
  return {
    ...(await builtByShell(bundle + copy, path, folder)),
    options: ({ worker = true }) =>
      worker ? { workerUrl } : { build: 'simd', wasmUrl: '/vae1/vae1-simd.wasm' },
  };
}

/** By commands that write to out/. */
async function builtByShell(commands, path, folder) {
  const PATH = `${programs}:${process.env.PATH}`;
  const run = { cwd: folder, env: { ...process.env, PATH } };
  const { code, stdout, stderr } = await runProgram('sh', ['-ec', commands], run);
  if (code !== 0) throw new Error(stderr);
  await rename(join(folder, 'out'), join(folder, path));
  await writePage(join(folder, path), '<script type="module" src="app.js"></script>');
  return {
    complaints: `${stdout}${stderr}`.match(/^.*(\(!\)|warning).*$/gim) ?? [],
    serve: () => serveFolder(join(folder, path), isolation),
  };
}

function withImportMap(folder) {
  const map = JSON.stringify({ imports: { vae1: PATH } });
  return servedAsItIs('map', folder, { head: `<script type="importmap">${map}</script>` });
}

function withPath(folder) {
  return servedAsItIs('path', folder, { specifier: PATH });
}

async function servedAsItIs(name, folder, options) {
  const path = join(folder, name);
  await writePlainApp(folder, path, options);
  return { complaints: [], serve: () => serveFolder(path, isolation) };
}
