// The threads of a build are workers of the engine's own script, which bundlers have made of whatever
// kind they like: none needs to find another.
import { type Build, BUILDS } from './builds.js';
import { moduleFactories } from './module-factories.js';
import { nodeModule } from './node-module.js';
import { startableUrl, trusted } from './startable-url.js';

/** Starts a worker that becomes a thread of the build's module, as Emscripten expects it. */
export type StartThread = (build: Build) => unknown;

/** What a thread is told that it is, in the build's JavaScript too. */
const nameOf = (build: Build) => `vae1-${build}`;

/** In Node, a worker is told where its script is. */
interface OwnScript {
  readonly vae1Script: string;
}

/** `workerData` of a thread of Node's that runs an engine. */
export const ownScript = (href: string): OwnScript => ({ vae1Script: href });

/** The build that this worker was started as a thread of, if it was. */
export function threadBuild(): Build | undefined {
  const threads = nodeModule('node:worker_threads');
  const name: unknown = threads ? threads.workerData : self.name;
  return BUILDS.find((build) => nameOf(build) === name);
}

/** For an engine in this worker. */
export const startThread: StartThread = (build) => {
  const name = nameOf(build);
  const threads = nodeModule('node:worker_threads');
  if (threads) {
    const { vae1Script } = threads.workerData as OwnScript;
    return new threads.Worker(new URL(vae1Script), { name, workerData: name, execArgv: [] });
  }
  return new Worker(startableUrl(location.href), { name, type: isModule() ? 'module' : 'classic' });
};

/** Whether this worker's script is a module, as it was written: some bundlers make classic ones. */
function isModule(): boolean {
  try {
    // No address, which a classic script says of it. A module may import nothing so.
    importScripts(trusted('https://:'));
  } catch (error) {
    return (error as Error).name !== 'SyntaxError';
  }
  return false;
}

/** Makes this worker a thread of the build. What arrives while the module is loaded is handed on. */
export async function serveThread(build: Build): Promise<void> {
  const early: unknown[] = [];
  const keep = (data: unknown) => void early.push(data);
  const port = nodeModule('node:worker_threads')?.parentPort;
  if (port) port.on('message', keep);
  else self.onmessage = ({ data }) => keep(data);
  const { default: factory } = await moduleFactories[build]();
  // Listens, to begin with.
  void factory();
  port?.off('message', keep);
  for (const data of early) self.onmessage!({ data } as MessageEvent);
}
