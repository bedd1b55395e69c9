import { nodeModule } from './node-module.js';

type NextTask = (callback: () => void) => void;

let chosen: NextTask | undefined;

/** Runs `callback` as a task of its own, after the messages and timers that are due already. */
export const nextTask: NextTask = (callback) => (chosen ??= choose())(callback);

function choose(): NextTask {
  // Before the global one, which test runners take away with a made-up document, or stop.
  const setImmediate = nodeModule('node:timers')?.setImmediate ?? globalThis.setImmediate;
  if (setImmediate) return (callback) => void setImmediate(callback);
  // Browsers hold nested timers back for 4 ms.
  const inBrowser = typeof document === 'object' || typeof importScripts === 'function';
  if (inBrowser && typeof MessageChannel === 'function') return messageTask();
  // Elsewhere a channel may belong to the one request during which it was made.
  return (callback) => void setTimeout(callback);
}

function messageTask(): NextTask {
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  return (callback) => {
    waiting.push(callback);
    port2.postMessage(null);
  };
}
