import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/paths.mjs';
import { rowsFile } from '../workloads.mjs';

/** The rows of a net in [0, 1], as the peers take them. */
export function readRows({ name, rows, features }) {
  const bytes = readFileSync(join(root, rowsFile(name))).subarray(0, rows * features);
  return Float32Array.from(bytes, (byte) => byte / 255);
}
