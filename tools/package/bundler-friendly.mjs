/**
 * Replacements in Emscripten's output. Spaces in `from` match any white space, or none. Every `from`
 * must occur, except that builds without threads lack the ones about threads.
 */
const REWRITES = [
  {
    why: 'bundlers for browsers would try to resolve modules of Node, which the process hands out too',
    from: 'const { createRequire } = await import("node:module"); var require = createRequire(import.meta.url)',
    to: 'var require = (name) => process.getBuiltinModule?.(name)',
  },
  {
    why: 'not every bundle knows its own address, which nothing but the WebAssembly beside it needs',
    from: 'var _scriptName = import.meta.url;',
    to: '',
  },
  {
    why: 'as above',
    from: 'if (_scriptName.startsWith("file:")) { scriptDirectory = require("node:path").dirname(require("node:url").fileURLToPath(_scriptName)) + "/" }',
    to: '',
  },
  {
    why: 'as above',
    from: 'try { scriptDirectory = new URL(".", _scriptName).href } catch {}',
    to: '',
  },
  {
    why: 'test runners with a made-up document may have no such global, where Node has the class',
    from: 'new TextDecoder',
    to: 'new (globalThis.TextDecoder ?? process.getBuiltinModule("node:util").TextDecoder)',
  },
  {
    why: 'a bundler may follow a file that starts itself for ever: the script that loads it is started instead',
    threads: true,
    from: 'var worker; worker = new Worker(new URL("NAME.mjs", import.meta.url), { type: "module", workerData: "em-pthread", name: "em-pthread" });',
    to: 'var worker = Module["startThread"]();',
  },
  {
    why: 'a global that nothing else needs',
    threads: true,
    from: 'globalThis.Worker = worker_threads.Worker;',
    to: '',
  },
  {
    why: 'whoever loads it in a thread runs it',
    threads: true,
    from: 'var isPthread = globalThis.name == "em-pthread"; var isNode = globalThis.process?.versions?.node && globalThis.process?.type != "renderer"; if (isNode) isPthread = (await import("node:worker_threads")).workerData === "em-pthread"; isPthread && Module();',
    to: '',
  },
  {
    why: "Electron's workers are those of pages, too",
    from: 'globalThis.process?.type != "renderer"',
    to: '!["renderer", "worker", "service-worker"].includes(globalThis.process?.type)',
  },
  {
    why: "a thread's name says which build it is of",
    threads: true,
    from: 'globalThis.name == "em-pthread"',
    to: 'globalThis.name == "NAME"',
  },
  {
    why: 'as above',
    threads: true,
    from: 'worker_threads.workerData == "em-pthread"',
    to: 'worker_threads.workerData == "NAME"',
  },
];

/**
 * Rewrites the JavaScript of a build so that all bundlers and programs can use it.
 * @param {string} name the name of its file, without the extension
 * @throws if Emscripten's output lacks a text to replace
 */
export function bundlerFriendly(name, code) {
  for (const { from, to, threads } of REWRITES) {
    if (threads && !name.endsWith('-threads')) continue;
    const pattern = from.replace('NAME', name).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const rewritten = code.replace(
      new RegExp(pattern.replaceAll(' ', '\\s*'), 'g'),
      to.replace('NAME', name),
    );
    if (rewritten === code) throw new Error(`${name}.mjs does not have what is rewritten: ${from}`);
    code = rewritten;
  }
  const left = /\bimport\([^)]*\)|_scriptName|em-pthread|\bnew Worker\b/.exec(code);
  if (left) throw new Error(`${name}.mjs has what is not known to bundlers: ${left[0]}`);
  return code;
}
