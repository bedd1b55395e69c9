import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/**
 * Runs a program to its end, or for ten minutes at most: then its exit code is null.
 * @returns {Promise<{ code: number | null, signal: string | null, stdout: string, stderr: string }>}
 */
export async function runProgram(program, args, options = {}) {
  const child = spawn(program, args, { timeout: 600_000, ...options });
  child.stdin.end();
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve, reject) =>
      child.on('exit', (...end) => resolve(end)).on('error', reject),
    ),
  ]);
  return { code, signal, stdout, stderr };
}
