import type { Channel, ChannelListener, OpenChannel } from './channel.js';
import { nextTask } from './next-task.js';
import { nodeModule } from './node-module.js';
import { startableUrl } from './startable-url.js';
import { ownScript } from './thread.js';
import { absoluteUrl, type ScriptUrl } from './urls.js';

/**
 * An engine in a worker: a thread of Node's, or a Web Worker.
 * @param script Where the worker's script is; by default beside this one.
 */
export function workerChannel(script: ScriptUrl | undefined): OpenChannel {
  const threads = nodeModule('node:worker_threads');
  return (listener) =>
    threads ? openNodeThread(threads, script, listener) : openWebWorker(script, listener);
}

function openWebWorker(script: ScriptUrl | undefined, listener: ChannelListener): Channel {
  const worker = startWebWorker(script);
  worker.onmessage = ({ data }) => listener.message(data);
  worker.onerror = (event) => {
    event.preventDefault();
    listener.failure(event.message || 'its script could not be loaded');
  };
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    hold() {},
    close: () => worker.terminate(),
  };
}

function startWebWorker(script: ScriptUrl | undefined): Worker {
  const module = { type: 'module' } as const;
  if (script !== undefined) return new Worker(startableUrl(script), module);
  // The package as it is, from another origin: of a bundler's files only workerUrl can tell the names.
  const url = workerBeside();
  if (/^https?:$/.test(url.protocol) && url.origin !== globalThis.origin)
    return new Worker(startableUrl(url), module);
  // Literal, so that bundlers find the worker.
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
}

/** In a form that bundlers do not see, and so leave alone. */
function workerBeside(): URL {
  const own: string | undefined = import.meta.url;
  // A bundle of another form than ES modules.
  if (own === undefined) throw new Error('this script does not know its own address');
  return new URL('./worker.js', new URL(own));
}

function openNodeThread(
  { Worker: Thread }: typeof import('node:worker_threads'),
  script: ScriptUrl | undefined,
  listener: ChannelListener,
): Channel {
  const { href } = script === undefined ? workerBeside() : new URL(absoluteUrl(String(script)));
  const thread = new Thread(new URL(href), {
    name: 'vae1',
    workerData: ownScript(href),
    // None of the process's own: --input-type, for one, is refused with a file.
    execArgv: [],
  });
  // Each a task of its own. Node hands over messages one after another for as long as there are any;
  // where the engine answers what one makes us ask before Node looks for the next, as on a busy
  // machine, timers would wait for the end of the whole call, and an abort with them.
  thread.on('message', (message) => nextTask(() => listener.message(message)));
  thread.on('error', (error) => nextTask(() => listener.failure(error.message)));
  thread.on('exit', (code) => nextTask(() => listener.failure(`exit code ${code}`)));
  return {
    post: (message, transfer) => thread.postMessage(message, transfer),
    hold: (on) => (on ? thread.ref() : thread.unref()),
    close: () => void thread.terminate(),
  };
}
