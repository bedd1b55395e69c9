import type { Channel, ChannelListener, OpenChannel } from './channel.js';
import { nextTask } from './next-task.js';
import { nodeModule } from './node-module.js';
import { startableUrl } from './startable-url.js';
import { absoluteUrl, type ScriptUrl } from './urls.js';

/** An address that bundlers do not see, and so leave alone. */
const beside = (file: string) => new URL(file, new URL(import.meta.url));

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
  const { protocol, origin } = new URL(import.meta.url);
  if (/^https?:$/.test(protocol) && origin !== globalThis.origin)
    return new Worker(startableUrl(beside('worker.js')), module);
  // Literal, so that bundlers find the worker.
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
}

function openNodeThread(
  { Worker: Thread }: typeof import('node:worker_threads'),
  script: ScriptUrl | undefined,
  listener: ChannelListener,
): Channel {
  const url = script === undefined ? beside('worker.js') : absoluteUrl(String(script));
  const thread = new Thread(new URL(url), {
    name: 'vae1',
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
