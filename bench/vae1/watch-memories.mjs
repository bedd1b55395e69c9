// The main thread and every worker load this first (`--import` in NODE_OPTIONS). It knows the
// WebAssembly memories that its thread has made, and says how large they are.
import { BroadcastChannel, threadId } from 'node:worker_threads';

const memories = new Set();
const { instantiate, Memory } = WebAssembly;

// Builds with threads make their memory first and pass it to the module.
WebAssembly.Memory = new Proxy(Memory, {
  construct(target, args) {
    const memory = new target(...args);
    memories.add(memory);
    return memory;
  },
});
// In other builds the module exports its own memory.
WebAssembly.instantiate = async (...args) => {
  const result = await instantiate(...args);
  for (const value of Object.values((result.instance ?? result).exports))
    if (value instanceof Memory) memories.add(value);
  return result;
};

/** Its messages: 'how much?', and each thread's answer { threadId, bytes }. */
export const CHANNEL = 'vae1-bench-memories';
const channel = new BroadcastChannel(CHANNEL);
channel.onmessage = ({ data }) => {
  if (data !== 'how much?' || memories.size === 0) return;
  // A memory never shrinks: its size is its peak.
  const bytes = [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  channel.postMessage({ threadId, bytes });
};
channel.unref();
