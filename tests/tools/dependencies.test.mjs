// Dependencies run one way: src <- bindings <- readers, writers <- web, cli.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

function sources(folder, ending) {
  const files = readdirSync(join(root, folder), { recursive: true })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name));
  assert.ok(files.length, `no file in ${folder}`);
  return files.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

/** Every `#include` in its form: <name> or "name". */
function includes(text) {
  return [...text.matchAll(/^\s*#\s*include\s*(<[^>]+>|"[^"]+")/gm)].map(([, name]) => name);
}

/**
 * Every module that a script imports, in any form of import, except in examples in doc comments.
 */
function imports(text) {
  const forms = /(?:\bfrom\s*|^\s*import\s*|\bimport\s*\(\s*|\bnew URL\(\s*)(['"])([^'"]+)\1/gm;
  const code = text.replaceAll(/^ *\/\*\*.*?\*\//gms, '');
  return [...code.matchAll(forms)].map(([, , name]) => name);
}

function packageOf(name) {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

/** The compiler's own headers for vector instructions. */
const INTRINSICS = ['wasm_simd128.h'];

test('src includes only the standard library, intrinsics, Eigen and src', () => {
  for (const { file, text } of sources('src', /\.[ch]pp$/)) {
    for (const name of includes(text)) {
      const path = name.slice(1, -1);
      const own = [join('src', path), join(dirname(file), path)];
      const allowed = name.startsWith('<')
        ? /^[a-z_]+$/.test(path) ||
          INTRINSICS.includes(path) ||
          /^(unsupported\/)?Eigen\/\w+$/.test(path)
        : own.some((target) => target.startsWith('src/') && existsSync(join(root, target)));
      assert.ok(allowed, `${file} includes ${name}`);
    }
    assert.doesNotMatch(text, /__EMSCRIPTEN__|EM_ASM|emscripten/, `${file} mentions Emscripten`);
  }
});

test('only what is compiled for each WebAssembly build multiplies and adds', () => {
  // Another source would be compiled once for two builds that round differently.
  const builds = readFileSync(join(root, 'tools/cmake/wasm-builds.cmake'), 'utf8');
  const [, list] = /set\(VAE1_MULTIPLY_ADD_SOURCES ([^)]*)\)/.exec(builds);
  const users = sources('src', /\.[ch]pp$/)
    .filter(({ text }) => includes(text).some((name) => name.endsWith('multiply_add.hpp"')))
    .map(({ file }) => file);
  assert.deepEqual(users.sort(), list.split(/\s+/).sort());
  for (const { file, text } of sources('src', /\.[ch]pp$/))
    if (!file.endsWith('multiply_add.hpp')) assert.doesNotMatch(text, /relaxed_simd__/, file);
});

test('bindings imports nothing from web and no npm package', () => {
  for (const { file, text } of sources('bindings', /\.(ts|mts|mjs|js)$/)) {
    for (const name of imports(text)) {
      const path = name.startsWith('.') ? join(dirname(file), name) : name;
      assert.match(path, /^(node:|bindings\/)/, `${file} imports ${name}`);
    }
  }
});

/** What a folder above the bindings may import, besides the package by its name and npm packages. */
const ABOVE = [
  { folder: 'readers', ending: /\.ts$/, others: [] },
  { folder: 'writers', ending: /\.ts$/, others: [] },
  {
    folder: 'web',
    ending: /\.(tsx?|mjs|js)$/,
    others: ['node:', 'readers/', 'writers/', 'build/'],
  },
  {
    folder: 'cli',
    ending: /\.ts$/,
    // The package does not hand out how it finds the name that was meant; its version is two folders above
    // the bundled command.
    others: ['node:', 'readers/', 'writers/', 'bindings/js/errors/', '../package.json'],
  },
];

for (const { folder, ending, others } of ABOVE)
  test(`${folder} imports only the package by name, npm packages of package.json, and ${['itself', ...others].join(', ')}`, () => {
    const { name: self, devDependencies } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    for (const { file, text } of sources(folder, ending)) {
      for (const name of imports(text)) {
        const path = name.startsWith('.') ? join(dirname(file), name) : name;
        const allowed =
          path === self ||
          Object.hasOwn(devDependencies, packageOf(name)) ||
          [`${folder}/`, ...others].some((start) => path.startsWith(start));
        assert.ok(allowed, `${file} imports ${name}`);
      }
    }
  });
