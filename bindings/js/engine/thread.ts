// The threads of a build run the engine's own script. So no bundler has to find another one, whatever
// it made of this one.
import { type Build, BUILDS } from './builds.js';
import { moduleFactories } from './module-factories.js';
import { nodeModule } from '../host/node-module.js';
import { startableUrl, trusted } from '../host/startable-url.js';

/** Starts a worker that becomes a thread of the build's module, as Emscripten expects it. */
export type StartThread = (build: Build) => unknown;

/** A thread's name. The build's JavaScript looks for it too. */
const nameOf = (build: Build) => `vae1-${build}`;

/** In Node, a worker gets the address of its script. */
interface OwnScript {
  readonly vae1Script: string;
}

/** The `workerData` of a Node thread that runs an engine. */
export const ownScript = (href: string): OwnScript => ({ vae1Script: href });

/** The build that this worker is a thread of, if any. */
export function threadBuild(): Build | undefined {
  const threads = nodeModule('node:worker_threads');
  const name: unknown = threads ? threads.workerData : self.name;
  return BUILDS.find((build) => nameOf(build) === name);
}

/** Starts threads for an engine in this worker. */
export const startThread: StartThread = (build) => {
  const name = nameOf(build);
  const threads = nodeModule('node:worker_threads');
  if (threads) {
    const { vae1Script } = threads.workerData as OwnScript;
    return new threads.Worker(new URL(vae1Script), { name, workerData: name, execArgv: [] });
  }
  return new Worker(startableUrl(location.href), { name, type: isModule() ? 'module' : 'classic' });
};

/** Whether this worker's script is a module. It was written as one, but some bundlers make it classic. */
function isModule(): boolean {
  try {
    // A classic script throws a SyntaxError, since this is not a valid address. A module always refuses
    // importScripts().
    importScripts(trusted('https://:'));
  } catch (error) {
    return (error as Error).name !== 'SyntaxError';
  }
  return false;
}

/** Makes this worker a thread of the build. Messages that arrive while the module loads are passed on. */
export async function serveThread(build: Build): Promise<void> {
  const early: unknown[] = [];
  const keep = (data: unknown) => void early.push(data);
  const port = nodeModule('node:worker_threads')?.parentPort;
  if (port) port.on('message', keep);
  else self.onmessage = ({ data }) => keep(data);
  const { default: factory } = await moduleFactories[build]();
  // The first thing that a thread's module does is to listen for messages.
  void factory();
  port?.off('message', keep);
  for (const data of early) self.onmessage!({ data } as MessageEvent);
}
