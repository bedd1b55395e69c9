import { constants, crc32, deflateRawSync } from 'node:zlib';
import { Zip } from 'fflate';

const BLOCK = 64 * 1024 * 1024;

/**
 * A few bytes that inflate to `start` followed by many GB of zeros. A block that ends in a full
 * flush is self-contained, so it can be repeated.
 * @param {number} gigabytes
 */
export function deflatedZeros(gigabytes, start = Buffer.alloc(0)) {
  const part = (bytes) => deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });
  const zeros = Buffer.alloc(BLOCK);
  const block = part(zeros);
  const blocks = gigabytes * 16;
  let checksum = crc32(start);
  for (let i = 0; i < blocks; ++i) checksum = crc32(zeros, checksum);
  return {
    bytes: Buffer.concat([
      part(start),
      ...Array.from({ length: blocks }, () => block),
      deflateRawSync(''),
    ]),
    size: start.length + blocks * BLOCK,
    checksum,
  };
}

/**
 * A zip with one file.
 * @param deflated of deflatedZeros()
 * @param size the size that the zip claims for the file, true or not
 */
export function zipOf(name, { bytes, checksum }, size) {
  const parts = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part);
  });
  const file = { filename: name, compression: 8, crc: checksum, size };
  zip.add(file);
  file.ondata(null, bytes, true);
  zip.end();
  return Buffer.concat(parts);
}

/** @param deflated of deflatedZeros() */
export function gzipOf({ bytes, size, checksum }) {
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(checksum, 0);
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  return Buffer.concat([header, bytes, trailer]);
}
