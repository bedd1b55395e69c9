interface Modules {
  'node:os': typeof import('node:os');
  'node:url': typeof import('node:url');
  'node:worker_threads': typeof import('node:worker_threads');
}

/**
 * A module of Node's, or undefined where there is no Node.
 * Unlike an import, this leaves nothing that a bundler for browsers would try to resolve.
 */
export function nodeModule<Name extends keyof Modules>(name: Name): Modules[Name] | undefined {
  const host = (globalThis as { process?: Partial<NodeJS.Process> }).process;
  return host?.versions?.node ? host.getBuiltinModule?.(name) : undefined;
}
