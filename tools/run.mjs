import { spawn, spawnSync } from 'node:child_process';
import { setPriority } from 'node:os';

/** A step that failed for a reason that the user can act on: printed as one sentence, without a stack. */
export class SetupError extends Error {}

/**
 * Runs a program and waits for it, its output going to the terminal.
 * @throws {SetupError} when it cannot be started, is killed, or exits with anything but 0
 */
export async function run(command, args, options = {}) {
  const code = await exitCode(command, args, options);
  if (code !== 0)
    throw new SetupError(`${[command, ...args].join(' ')} failed (exit code ${code}).`);
}

/**
 * Runs a program, its output going to the terminal; resolves to its exit code (a signal counts as 1).
 * @param {import('node:child_process').SpawnOptions & { priority?: number }} options `priority`: how
 *   much it gives way to other programs, at most 19
 */
export function exitCode(command, args, { priority = 0, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    if (priority && child.pid) setPriority(child.pid, priority);
    child.on('error', (error) =>
      reject(new SetupError(`Cannot run ${command}: ${error.message}.`)),
    );
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Standard output of a program, or null when it is not there or fails. */
export function outputOf(command, args, options = {}) {
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
    ...options,
  });
  return status === 0 ? stdout : null;
}

/** Runs a command-line tool's main function; a SetupError becomes one sentence and exit code 1. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    console.error(error instanceof SetupError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
