import { fileURLToPath } from 'node:url';
import { isProgram } from '../../tools/system.mjs';

/**
 * One of the Nodes that are packages of this folder.
 * @param {string} name of the package: node20, node22, node24, node26
 * @returns {{ program: string, skip: false | string }} `skip`: why it cannot be run here
 */
export function nodeProgram(name) {
  const program = fileURLToPath(new URL(`node_modules/${name}/bin/node`, import.meta.url));
  return {
    program,
    skip: isProgram(program) ? false : '"npm ci" in tests/node-versions brings it',
  };
}

/** All of them, as people call them. */
export const NODES = Object.entries({
  'Node 20.19': 'node20',
  'Node 22': 'node22',
  'Node 24': 'node24',
  'Node 26': 'node26',
}).map(([version, name]) => ({ version, ...nodeProgram(name) }));
