import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findXvfb } from '../../tools/toolchain/browsers.mjs';

/**
 * Starts an X server without a screen, for a browser without a headless mode. Close it.
 * @returns {Promise<{ name: string, close: () => Promise<void> }>} `name`: the value for DISPLAY
 */
export async function openVirtualDisplay() {
  // The server picks a free display number and writes it to this file descriptor.
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
