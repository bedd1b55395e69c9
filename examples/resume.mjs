// A training that survives a crash: it saves the model after each epoch, and a new start continues from
// there. The final file is the same, byte for byte, as without the crash.
//     node resume.mjs                     trains without a crash and with one, and compares the files
//     node resume.mjs model.vae [epoch]   trains, or continues; kills itself after that epoch
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { VAE } from 'vae1';

const EPOCHS = 12;
const rows = Array.from({ length: 2000 }, (_, i) => [Math.sin(i), Math.cos(i), Math.sin(2 * i)]);

async function train(file, crashAfter) {
  const model = existsSync(file)
    ? await VAE.load(await readFile(file))
    : new VAE({ latentDim: 2, hiddenDims: [32], seed: 1, deterministic: true });
  const done = model.history.length;
  console.log(`${file}: ${done ? `continues after epoch ${done}` : 'begins'}`);
  if (done < EPOCHS)
    await model.train(rows, {
      epochs: EPOCHS - done,
      async onEpoch({ epoch }) {
        await replace(file, await model.save());
        if (epoch === crashAfter) process.kill(process.pid, 'SIGKILL');
      },
    });
  model.dispose();
}

/** However this is interrupted, the file is either the whole old one or the whole new one. */
async function replace(file, bytes) {
  await writeFile(`${file}.new`, bytes, { flush: true });
  await rename(`${file}.new`, file);
}

const [file, crashAfter] = process.argv.slice(2);
if (file) {
  await train(file, Number(crashAfter));
} else {
  const start = (...args) =>
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...args], { stdio: 'inherit' });
  for (const name of ['whole.vae', 'crashed.vae']) await rm(name, { force: true });
  start('whole.vae');
  const { signal } = start('crashed.vae', '5');
  console.log(`crashed.vae: killed by ${signal}`);
  start('crashed.vae');
  const [whole, resumed] = [await readFile('whole.vae'), await readFile('crashed.vae')];
  console.log(whole.equals(resumed) ? 'The files are the same.' : 'The files differ.');
}
