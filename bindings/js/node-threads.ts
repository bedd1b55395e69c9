type Threads = typeof import('node:worker_threads');

/**
 * node:worker_threads, or undefined where there is no Node.
 * Unlike an import, this leaves nothing that a bundler for browsers would try to resolve.
 */
export function nodeThreads(): Threads | undefined {
  const host = (globalThis as { process?: Partial<NodeJS.Process> }).process;
  return host?.versions?.node ? host.getBuiltinModule?.('node:worker_threads') : undefined;
}
