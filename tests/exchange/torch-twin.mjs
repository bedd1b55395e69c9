// The PyTorch twin as programs: python -m vae1_torch.train, in one process or several.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../../tools/paths.mjs';
import { findPythonWith } from '../../tools/toolchain/python-modules.mjs';
import { runProgram } from '../package/run-program.mjs';

export const python = findPythonWith('torch', 'numpy');
export const skip = !python && 'no python3 here has torch; PYTHON names another';
export const env = {
  ...process.env,
  PYTHONPATH: join(root, 'python'),
  PYTHONDONTWRITEBYTECODE: '1',
};

export async function temporaryFolder(t) {
  const folder = await mkdtemp(join(tmpdir(), 'vae1-torch-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

const PROGRAM = ['-m', 'vae1_torch.train'];

/** Trains in one process, without a launcher. @returns What runProgram() does. */
export const train = (args) => runProgram(python, [...PROGRAM, ...args], { env });

/** Starts `world` processes as any launcher does. @returns Each one's child, and a promise of its end. */
export async function startRanks(world, args) {
  const port = await freePort();
  return Array.from({ length: world }, (_, rank) => {
    const place = { RANK: rank, LOCAL_RANK: rank, WORLD_SIZE: world };
    const meeting = { MASTER_ADDR: '127.0.0.1', MASTER_PORT: port, USE_LIBUV: '0' };
    const child = spawn(python, [...PROGRAM, ...args], {
      env: { ...env, ...place, ...meeting },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 300_000,
    });
    const end = new Promise((resolve, reject) => {
      const stderr = text(child.stderr);
      child.on('error', reject);
      child.on('exit', async (code, signal) => resolve({ code, signal, stderr: await stderr }));
    });
    return { child, end };
  });
}

/** @returns How each of them ended. */
export async function trainInRanks(world, args) {
  return Promise.all((await startRanks(world, args)).map(({ end }) => end));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(String(port)));
    });
  });
}
