// The worker's script, for Web Workers and for Node's worker threads.
import { nodeThreads } from './node-threads.js';
import { serveEngine } from './serve-engine.js';

const port = nodeThreads()?.parentPort;
if (port) {
  const { receive } = serveEngine((message, transfer) => port.postMessage(message, transfer));
  port.on('message', receive);
} else {
  const { receive } = serveEngine((message, transfer) => self.postMessage(message, { transfer }));
  self.onmessage = ({ data }) => receive(data);
}
