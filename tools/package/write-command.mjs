import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../paths.mjs';

/** Each library's code is a file of its own, which is loaded when a format needs it. */
const LIBRARIES = [
  ...['papaparse', 'fflate', 'hyparquet-compressors', 'hyparquet-writer', 'hyparquet'],
  ...['apache-arrow', 'read-excel-file'],
];
/** What a library brings along is in its file. */
const BELONGS = {
  'hyparquet-compressors': ['hysnappy', 'fzstd'],
  'apache-arrow': ['flatbuffers', 'tslib', 'json-with-bigint'],
};

/** A pattern for paths of modules, on any system. */
const modules = (...parts) =>
  new RegExp(parts.map((part) => `/${part}`.replaceAll('/', '[\\\\/]')).join('|'));

/** The list of commands, and help. It loads nothing else, so that `vae1 --help` answers at once. */
const START = modules(
  'cli/main',
  'cli/arguments/(?!parse)',
  'cli/terminal/(?:ends|printed|progress)',
  'js/errors/',
);
/** What every command needs. Each format's own code stays apart, for it loads a library. */
const COMMON = modules(
  'cli/(?:commands|model|input|arguments|terminal|work|workers/(?!worker[.]))/',
  'cli/output/(?!arrow-writer)',
  'writers/(?!(?:csv|json|parquet)-writer)',
  'readers/(?:bytes/(?!unzip)|columns/|[a-z-]+[.]ts$)',
);

/**
 * Bundles cli/, readers/ and writers/, with the libraries that they use, into `folder`/cli. Types are checked apart. All of
 * it is minified: what goes wrong is said in sentences, and no line of its code is ever shown.
 */
export async function writeCommand(folder) {
  const { rolldown } = await import('rolldown');
  const { minifySync } = await import('rolldown/utils');
  const bundle = await rolldown({
    cwd: root,
    input: {
      vae1: join(root, 'cli/main.ts'),
      worker: join(root, 'cli/workers/worker.ts'),
    },
    // Libraries for browsers need no part of Node, and are smaller.
    platform: 'browser',
    external: ['vae1', /^node:/],
    // Of Node 20: it has no `await using`.
    transform: { target: 'es2022' },
    // It does not say so itself: what is not imported of it is not needed.
    treeshake: {
      moduleSideEffects: [{ test: /hyparquet-compressors|hysnappy/, sideEffects: false }],
    },
    experimental: { attachDebugInfo: 'none' },
  });
  const { output } = await bundle.generate({
    comments: { legal: false, annotation: true, jsdoc: false },
    chunkFileNames: '[name].js',
    paths: { vae1: '../index.js' },
    codeSplitting: {
      groups: [
        ...LIBRARIES.map(groupOf),
        { name: 'start', test: START, priority: 2 },
        { name: 'command', test: COMMON, priority: 1 },
      ],
    },
  });
  await mkdir(join(folder, 'cli'));
  for (const { fileName, code } of output) {
    const isProgram = fileName === 'vae1.js';
    const made = minifySync(fileName, code, { module: true });
    if (made.errors.length) throw new Error(`${fileName}: ${made.errors[0].message}`);
    const path = join(folder, 'cli', fileName);
    await writeFile(path, isProgram ? `#!/usr/bin/env node\n${made.code}` : made.code);
    if (isProgram) await chmod(path, 0o755);
  }
}

function groupOf(name) {
  const packages = [name, ...(BELONGS[name] ?? [])].join('|');
  const test = new RegExp(`node_modules[\\\\/](?:${packages})[\\\\/](?!node_modules)`);
  return { name, test, priority: 3 };
}
