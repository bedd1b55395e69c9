// The worker's script, for Web Workers and for Node's worker threads.
import { nodeModule } from './node-module.js';
import { serveEngine } from './serve-engine.js';
import { startableUrl } from './startable-url.js';

const port = nodeModule('node:worker_threads')?.parentPort;
if (port) {
  const { receive } = serveEngine((message, transfer) => port.postMessage(message, transfer));
  port.on('message', receive);
} else {
  // The module starts its threads by their addresses, which may be of another origin than the page.
  self.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(startableUrl(url), options);
    }
  };
  const { receive } = serveEngine((message, transfer) => self.postMessage(message, { transfer }));
  self.onmessage = ({ data }) => receive(data);
}
