// The benchmark in a page. The button runs it. `npm run bench` calls `bench.measure` from outside, one
// measurement after another.
import { VAE } from 'vae1';
import { measureRounds } from '../rounds.mjs';
import { environmentTasks } from '../tasks.mjs';
import { throughputTables } from '../throughput.mjs';
import { availableBuilds, measure } from '../vae1/measure.mjs';

const files = new Map();

const host = {
  VAE,
  async bytesOf(path) {
    if (!files.has(path)) files.set(path, await fetchBytes(path));
    return files.get(path);
  },
  openWorker() {
    const worker = new Worker('/bench/vae1/limit-worker.mjs', { type: 'module' });
    return {
      ask: (task) =>
        new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.postMessage(task);
        }),
      close: () => worker.terminate(),
    };
  },
};

async function fetchBytes(path) {
  const response = await fetch(`/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

globalThis.bench = {
  hello: () => ({ name: navigator.userAgent, ...availableBuilds(host) }),
  measure: (task) => measure(task, host),
};

const button = document.querySelector('button');
button.onclick = async () => {
  button.disabled = true;
  const environment = { id: 'page', ...bench.hello(), measure: bench.measure };
  const tasks = environmentTasks(environment);
  const samples = await measureRounds(tasks, {
    rounds: Number(new URLSearchParams(location.search).get('rounds') ?? 5),
    progress: (text) => (document.querySelector('output').value = text),
  });
  const text = `${environment.name}\n\n${throughputTables(environment, samples)}`;
  document.querySelector('pre').textContent = text;
};
