import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt.mjs';
import { thisSystem } from '../system.mjs';

/** The Debian packages of the modules that tests compare exported models with. */
const PACKAGES = { onnx: 'python3-onnx', torch: 'python3-torch' };

/**
 * A Python that has these modules, or null: the one that PYTHON names, or a usual one.
 * @param {string[]} modules
 */
export function findPythonWith(...modules) {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ['python3', '/usr/bin/python3'];
  const imports = `import ${modules.join(', ')}`;
  return candidates.find((python) => spawnSync(python, ['-c', imports]).status === 0) ?? null;
}

/** Installs what the tests of exported models need of Python if allowed: as root on Debian. */
export async function ensurePythonModules() {
  const { id, root } = thisSystem();
  const missing = Object.keys(PACKAGES).filter((name) => !findPythonWith(name));
  if (missing.length && id === 'debian' && root)
    await aptInstall(missing.map((name) => PACKAGES[name]));
}
