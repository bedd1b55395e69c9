// A worker in Node or in a page. Answers each message with the rate that it reached.
import { spin } from './limit.mjs';

const port = globalThis.process?.getBuiltinModule?.('node:worker_threads').parentPort ?? globalThis;

const answer = async (task) => port.postMessage(await spin(task));
if (port.on) port.on('message', answer);
else port.onmessage = ({ data }) => answer(data);
