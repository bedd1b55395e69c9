/**
 * Emscripten's JavaScript without imports of Node's modules, which bundlers for browsers would try to
 * resolve, although only Node comes to them: the process hands them out.
 * @throws where Emscripten writes them in a form that is not known here
 */
export function withoutNodeImports(code) {
  const changed = code
    .replace(
      /const\s*\{\s*createRequire\s*\}\s*=\s*await import\("node:module"\);\s*var require\s*=\s*createRequire\(import\.meta\.url\)/,
      'var require=process.getBuiltinModule',
    )
    .replace(
      /await import\("(?:node:)?worker_threads"\)/g,
      'process.getBuiltinModule("node:worker_threads")',
    );
  const left = /\bimport\((?!\.)[^)]*\)/.exec(changed);
  if (left) throw new Error(`Emscripten's module has an import that is not known: ${left[0]}`);
  return changed;
}

/**
 * The threads' workers named after their module: bundlers that name files so make one file of those
 * with equal names, in which the threads of one build would be those of the other, too.
 */
export function withOwnThreads(name, code) {
  return code.replaceAll('"em-pthread"', JSON.stringify(name.replace('.mjs', '')));
}

/** Addresses in "...": the minifier writes `...`, in which not every bundler finds a file to follow. */
export function withQuotedAddresses(code) {
  return code.replace(/\b(new URL|import)\(`([^`$\\]*)`/g, '$1("$2"');
}
