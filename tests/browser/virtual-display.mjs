import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findXvfb } from '../../tools/toolchain/browsers.mjs';

/**
 * Starts an X server without a screen, for a browser that has no headless mode. Close it.
 * @returns {Promise<{ name: string, close: () => Promise<void> }>} `name`: what DISPLAY takes
 */
export async function openVirtualDisplay() {
  // It chooses a free number itself and writes it to the file descriptor that it is given.
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const server = spawn(findXvfb(), args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const ended = once(server, 'exit');
  const number = await Promise.race([
    once(server.stdio[3], 'data').then(([bytes]) => String(bytes).trim()),
    ended.then(([code]) => Promise.reject(new Error(`Xvfb ended with exit code ${code}`))),
  ]);
  return {
    name: `:${number}`,
    async close() {
      server.kill();
      await ended;
    },
  };
}
