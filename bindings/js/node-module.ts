interface Modules {
  'node:crypto': typeof import('node:crypto');
  'node:os': typeof import('node:os');
  'node:timers': typeof import('node:timers');
  'node:url': typeof import('node:url');
  'node:util': typeof import('node:util');
  'node:worker_threads': typeof import('node:worker_threads');
}

/** What Electron calls its pages and their workers: they may see Node, whose threads do not run there. */
const PAGES = ['renderer', 'worker', 'service-worker'];

/**
 * A module of Node's, or undefined where there is no Node.
 * Unlike an import, this leaves nothing that a bundler for browsers would try to resolve.
 */
export function nodeModule<Name extends keyof Modules>(name: Name): Modules[Name] | undefined {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> & { type?: string } };
  if (!process?.versions?.node || PAGES.includes(process.type!)) return undefined;
  return process.getBuiltinModule?.(name);
}
