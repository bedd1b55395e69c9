import { execFile } from 'node:child_process';

const root = new URL('../../../', import.meta.url);

/** Runs a module as a script inside the repository, where 'vae1' is the package itself. */
export function runModule(code) {
  return new Promise((resolve, reject) => {
    const args = ['--input-type=module', '-'];
    const child = execFile(process.execPath, args, { cwd: root }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr, { cause: error })) : resolve({ stdout, stderr }),
    );
    child.stdin.end(code);
  });
}
