import { gzipSync } from 'node:zlib';

/** The header of an IDX file of bytes. */
export function idxHeader(shape) {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]); // 8: bytes
  shape.forEach((size, dimension) => header.writeUInt32BE(size, 4 + 4 * dimension));
  return header;
}

/**
 * Bytes as a gzipped IDX file, like MNIST's.
 * @param shape for example [60000, 28, 28] or [60000]
 */
export function idxGz(shape, data) {
  return gzipSync(Buffer.concat([idxHeader(shape), data]), { level: 1 });
}
