// Scores a Parquet file of any size by several processes: memory does not grow with the file, and the bytes
// do not depend on how many processes there are.
//     node score-large-file.mjs                 20,000 rows, a process for each core
//     node score-large-file.mjs 10000000 4      ten million rows, four processes
// It writes machine.vae1, readings.parquet and scores.parquet in the folder where it is run.
import { spawnSync } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TableVAE } from 'vae1';

const [rows = '20000', workers = String(availableParallelism())] = process.argv.slice(2);

// Readings of a machine that go together, made up. A model of them says how odd others are.
const readings = Array.from({ length: 3000 }, (_, i) => {
  const load = ((i * 37) % 100) / 100;
  const noise = Math.sin(i * i);
  return {
    mode: load < 0.2 ? 'idle' : 'run',
    temperature: Math.round(10 * (40 + 30 * load + noise)) / 10,
    current: Math.round(100 * (2 + 6 * load + noise / 5)) / 100,
    speed: 1000 + Math.round(400 * load),
    vibration: i % 20 ? Math.round(1000 * (0.5 + load * load + noise / 30)) / 1000 : null,
  };
});
// An independent decoder makes a row in one pass: quick, if less true to the table.
const options = { decoder: 'independent', hiddenDims: [64], latentDim: 4, epochs: 15, seed: 1 };
const model = new TableVAE(options);
await model.train(readings);
await writeFile('machine.vae1', await model.save());
model.dispose();

/** The command `npx vae1`, without npx. Its progress is shown as it comes. */
async function vae1(...args) {
  const manifest = fileURLToPath(import.meta.resolve('vae1/package.json'));
  const { bin } = JSON.parse(await readFile(manifest, 'utf8'));
  const program = join(dirname(manifest), bin.vae1);
  const { status } = spawnSync(process.execPath, [program, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}

// Where readings.parquet would be yours: rows that the model itself makes.
const quiet = process.stderr.isTTY ? [] : ['--quiet'];
await vae1('generate', 'machine.vae1', '-n', rows, '--workers', workers, '-o', 'readings.parquet', ...quiet); // prettier-ignore
const { size } = await stat('readings.parquet');
console.log(`readings.parquet: ${rows} rows, ${(size / 1e6).toFixed(1)} MB`);

const start = performance.now();
await vae1('score', 'machine.vae1', 'readings.parquet', '--method', 'elbo', '--samples', '1', '--workers', workers, '-o', 'scores.parquet', ...quiet); // prettier-ignore
const seconds = (performance.now() - start) / 1000;
console.log(`scores.parquet: by ${workers} processes in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s`); // prettier-ignore
