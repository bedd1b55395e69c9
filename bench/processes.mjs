import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a program `times` times, one after another; each prints one line of JSON with a `value`. */
export async function outputsOf(command, args, { times, env = {} }) {
  const values = [];
  for (let i = 0; i < times; ++i) {
    const { stdout } = await promisify(execFile)(command, args, {
      env: { ...process.env, ...env },
    });
    values.push(JSON.parse(stdout).value);
  }
  return values;
}
