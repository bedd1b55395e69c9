interface Modules {
  'node:crypto': typeof import('node:crypto');
  'node:os': typeof import('node:os');
  'node:timers': typeof import('node:timers');
  'node:url': typeof import('node:url');
  'node:util': typeof import('node:util');
  'node:worker_threads': typeof import('node:worker_threads');
}

/** Electron's names for pages and their workers. They may see Node, but Node's threads do not run there. */
const PAGES = ['renderer', 'worker', 'service-worker'];

/**
 * A built-in module of Node, or undefined outside Node.
 * A bundler for browsers would try to resolve an import; it does not see this.
 */
export function nodeModule<Name extends keyof Modules>(name: Name): Modules[Name] | undefined {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> & { type?: string } };
  if (!process?.versions?.node || PAGES.includes(process.type!)) return undefined;
  return process.getBuiltinModule?.(name);
}
