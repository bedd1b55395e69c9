// The worker's script, for Web Workers and for Node's worker threads: an engine, or one of its threads.
import { nextTask } from './next-task.js';
import { nodeModule } from './node-module.js';
import { serveEngine } from './serve-engine.js';
import { serveThread, startThread, threadBuild } from './thread.js';

const build = threadBuild();
const port = nodeModule('node:worker_threads')?.parentPort;
if (build) {
  // In a task of its own, where whoever started the thread hears of it.
  serveThread(build).catch((error: unknown) =>
    nextTask(() => {
      throw error;
    }),
  );
} else if (port) {
  const { receive } = serveEngine(
    (message, transfer) => port.postMessage(message, transfer),
    startThread,
  );
  port.on('message', receive);
} else {
  const { receive } = serveEngine(
    (message, transfer) => self.postMessage(message, { transfer }),
    startThread,
  );
  self.onmessage = ({ data }) => receive(data);
}
