import type { Channel, ChannelListener, OpenChannel } from './channel.js';
import { nextTask } from '../host/next-task.js';
import { nodeModule } from '../host/node-module.js';
import { startableUrl } from '../host/startable-url.js';
import { ownScript } from './thread.js';
import { absoluteUrl, type ScriptUrl } from '../host/urls.js';

/**
 * Opens an engine in a worker: a Node thread or a Web Worker.
 * @param script The address of the worker's script. Default: beside this script.
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
  // This serves an unbundled package from another origin. A bundler renames files, so a bundle needs
  // workerUrl.
  const url = workerBeside();
  if (/^https?:$/.test(url.protocol) && url.origin !== globalThis.origin)
    return new Worker(startableUrl(url), module);
  // Literal, so that bundlers find the worker.
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
}

/** Bundlers do not recognise this form, so they leave it alone. */
function workerBeside(): URL {
  const own: string | undefined = import.meta.url;
  // Bundles other than ES modules have no import.meta.url.
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
    // Do not inherit the process's flags: Node refuses --input-type, for one, together with a file.
    execArgv: [],
  });
  // Handle each message in a separate task. Node delivers messages in a row for as long as it has any.
  // If the engine answers our next question before Node looks again, as on a busy machine, timers
  // would wait until the whole call ends, and so would an abort.
  thread.on('message', (message) => nextTask(() => listener.message(message)));
  thread.on('error', (error) => nextTask(() => listener.failure(error.message)));
  thread.on('exit', (code) => nextTask(() => listener.failure(`exit code ${code}`)));
  return {
    post: (message, transfer) => thread.postMessage(message, transfer),
    hold: (on) => (on ? thread.ref() : thread.unref()),
    close: () => void thread.terminate(),
  };
}
