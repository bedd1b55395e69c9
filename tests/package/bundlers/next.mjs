import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../run-program.mjs';
import { linkTool, toolFile } from './tools.mjs';

const app = fileURLToPath(new URL('next-app', import.meta.url));
// Where CI is set, Next warns that no cache is kept between builds.
const { CI: _ci, ...environment } = process.env;
const env = { ...environment, NEXT_TELEMETRY_DISABLED: '1' };

/** An app of a client component and a server's route, built by Next and served by what it made. */
export async function builtByNext(folder) {
  const its = join(folder, 'next');
  await cp(app, its, { recursive: true });
  await cp(join(folder, 'train-models.js'), join(its, 'train-models.js'));
  await cp(join(folder, 'package.json'), join(its, 'package.json'));
  await cp(join(folder, 'node_modules/vae1'), join(its, 'node_modules/vae1'), { recursive: true });
  for (const name of ['next', 'react', 'react-dom']) await linkTool(name, its);

  const build = [toolFile('next/dist/bin/next'), 'build'];
  const { code, stdout, stderr } = await runProgram(process.execPath, build, { cwd: its, env });
  if (code !== 0) throw new Error(stdout + stderr);
  const standalone = join(its, '.next/standalone', its);
  await cp(join(its, '.next/static'), join(standalone, '.next/static'), { recursive: true });
  return {
    complaints: `${stdout}${stderr}`.match(/^.*(⚠|warn|error).*$/gim) ?? [],
    serve: () => serveStandalone(standalone),
  };
}

async function serveStandalone(cwd) {
  const where = { PORT: '0', HOSTNAME: '127.0.0.1' };
  const server = spawn(process.execPath, ['server.js'], {
    cwd,
    env: { ...env, ...where },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  let address;
  for await (const line of createInterface({ input: server.stdout })) {
    address ??= /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (line.includes('Ready')) break;
  }
  server.stdout.resume();
  if (!address) throw new Error('Next’s server does not say where it is');
  return {
    address: `${address}/`,
    async close() {
      // Asked to end, it waits minutes for connections that a browser or fetch() keeps open.
      server.kill('SIGKILL');
      await ended;
    },
  };
}
