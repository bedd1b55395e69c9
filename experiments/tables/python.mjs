import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** By the names that Python imports; Debian has them as python3-numpy and so on. */
export const PACKAGES = ['numpy', 'pandas', 'sklearn', 'xgboost'];

/** Which of PACKAGES a Python lacks: all, if it cannot be run. */
export async function missingPackages(python) {
  const missing = [];
  for (const name of PACKAGES)
    await run(python, ['-c', `import ${name}`]).catch(() => missing.push(name));
  return missing;
}

/** Runs a script of the folder python, and returns what it prints, which is JSON. */
export async function runPython(python, script, ...args) {
  const path = fileURLToPath(new URL(`python/${script}.py`, import.meta.url));
  const { stdout } = await run(python, [path, ...args.map(String)]);
  return JSON.parse(stdout);
}

/** Says on the terminal what will be absent from the figures. */
export function leftOut(what, python, missing) {
  console.log(
    `\n!!! LEFT OUT: ${what}. ${python} lacks ${missing.join(', ')}. On Debian: apt-get install ` +
      `python3-pandas python3-sklearn python3-xgboost; --python names another Python.`,
  );
}
