// npm run bench: measures the library in Node 24 and in Chromium.
// npm run bench -- --peers: does so beside what people would use instead, and writes bench/RESULTS.md.
//
//   npm run bench [-- --rounds 5 --no-browser]
//   npm run bench -- --serve      serves the page alone, for any browser
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from '../tools/paths.mjs';
import { main } from '../tools/run.mjs';
import { judgedTable } from './judged.mjs';
import { openLineRunner } from './line-runner.mjs';
import { buildLimits } from './limit/build.mjs';
import { machine } from './machine.mjs';
import { ensureBenchPackages, node24 } from './packages.mjs';
import { openChromiumRunner } from './page/chromium-runner.mjs';
import { loadedTable } from './page/loaded.mjs';
import { serveBenchPage } from './page/server.mjs';
import { openPeers, peerTasks } from './peers/peers.mjs';
import { peersTable } from './peers/table.mjs';
import { outputsOf } from './processes.mjs';
import { measureRounds } from './rounds.mjs';
import { writeRows } from './rows.mjs';
import { environmentTasks, training } from './tasks.mjs';
import { throughputTables } from './throughput.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

await main(async () => {
  const { values: options } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      'no-browser': { type: 'boolean' },
      peers: { type: 'boolean' },
      serve: { type: 'boolean' },
    },
  });
  await ensureBenchPackages();
  await buildLimits();
  await writeRows();
  if (options.serve) {
    console.log(`The benchmark's page: ${(await serveBenchPage(5180)).address}`);
    return;
  }

  const open = [];
  try {
    const node = environment('node', await openLineRunner(node24, [here('vae1/node-host.mjs')]));
    open.push(node);
    const runner = options['no-browser'] ? null : await openChromiumRunner();
    const chromium = runner && environment('chromium', runner);
    if (chromium) open.push(chromium);
    const peers = options.peers ? await openPeers(node24) : [];
    open.push(...peers);

    const loaded = await loadedByPage(chromium);
    const coldStart = await outputsOf(node24, [here('vae1/cold-start.mjs')], { times: 7 });
    const memory = await memoryBeyondRows(node);
    const environments = [node, chromium].filter(Boolean);
    const tasks = [...environments.flatMap(environmentTasks), ...peerTasks(peers)];
    const samples = await measureRounds(tasks, { rounds: Number(options.rounds), progress });
    progress('');

    const run = { samples, node, chromium, coldStart, memory, loaded };
    const report = [
      '# Results',
      'Written by `npm run bench -- --peers`. Median (lowest-highest) of the rounds; every ratio is ' +
        'taken within a round. [README.md](README.md) says what it measures, and how.',
      `${machine()} · ${[node, chromium, ...peers].filter(Boolean).map(describe).join(' · ')} · ` +
        `${options.rounds} rounds`,
      '## Held to',
      judgedTable(run),
      ...(loaded ? ['## What a page loads', loadedTable(loaded)] : []),
      ...(peers.length ? ['## Peers', peersTable(node, peers, samples)] : []),
      ...environments.flatMap((each) => [`## ${each.name}`, throughputTables(each, samples)]),
    ].join('\n\n');
    console.log(`\n${report}`);
    const file = join(root, options.peers ? 'bench/RESULTS.md' : 'build/bench/latest.md');
    mkdirSync(join(root, 'build/bench'), { recursive: true });
    writeFileSync(file, `${report}\n`);
    console.log(`\nWritten to ${relative(root, file)}`);
  } finally {
    for (const each of open) await each.close();
  }
});

function environment(id, runner) {
  return { id, ...runner.hello, ...runner };
}

function describe({ name, threads }) {
  return threads > 1 ? `${name}, ${threads} threads` : name;
}

/** Bytes of memory beyond the rows, for 1 and for 2 threads. */
async function memoryBeyondRows({ auto }) {
  // Workers inherit the environment, but not the options of the process.
  const env = { NODE_OPTIONS: `--import ${new URL('vae1/watch-memories.mjs', import.meta.url)}` };
  const bytes = {};
  for (const threads of [1, 2]) {
    const args = [here('vae1/memory.mjs'), auto[threads], String(threads)];
    bytes[threads] = await outputsOf(node24, args, { times: 1, env });
  }
  return bytes;
}

/** What a fresh page loads for one short training. */
async function loadedByPage(chromium) {
  if (!chromium) return undefined;
  await chromium.measure(training('table', 32, 'auto', 'auto'));
  return chromium.loaded();
}

/** Overwrites one line if there is a terminal. */
function progress(text) {
  process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${text}` : `${text}\n`);
}
