import type { Channel, ChannelListener, OpenChannel } from './channel.js';
import { nextTask } from './next-task.js';
import { nodeThreads } from './node-threads.js';

/** An engine in a worker: a thread of Node's, or a Web Worker. */
export const openWorkerChannel: OpenChannel = (listener) => {
  const threads = nodeThreads();
  return threads ? openNodeThread(threads, listener) : openWebWorker(listener);
};

function openWebWorker(listener: ChannelListener): Channel {
  // Literal, so that bundlers find the worker.
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }) => listener.message(data);
  worker.onerror = (event) => {
    event.preventDefault();
    listener.failure(event.message ?? 'its script could not be loaded');
  };
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    hold() {},
    close: () => worker.terminate(),
  };
}

function openNodeThread(
  { Worker: Thread }: typeof import('node:worker_threads'),
  listener: ChannelListener,
): Channel {
  // Not literal, so that bundlers for browsers leave it alone.
  const script = './worker.js';
  const thread = new Thread(new URL(script, import.meta.url), {
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
