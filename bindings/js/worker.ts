// The worker's script, for Web Workers and for Node's worker threads: an engine, or one of its threads.
import { nextTask } from './host/next-task.js';
import { nodeModule } from './host/node-module.js';
import { serveEngine } from './engine/serve-engine.js';
import { serveThread, startThread, threadBuild } from './engine/thread.js';

const build = threadBuild();
const port = nodeModule('node:worker_threads')?.parentPort;
if (build) {
  // Throw in a separate task, so that the error event reaches whoever started the thread.
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
