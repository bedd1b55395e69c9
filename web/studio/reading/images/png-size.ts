/** Pixels, above which an image is not decoded: a small file can be made to have any number. */
const MOST_PIXELS = 100e6;

/**
 * Looks at what a PNG says of its size before anything of it is unpacked; other formats cannot grow
 * that much from little.
 * @throws a sentence where it is too large
 */
export async function checkPngSize(path: string, file: Blob): Promise<void> {
  const head = new DataView(await file.slice(0, 24).arrayBuffer());
  if (head.byteLength < 24 || head.getUint32(0) !== 0x89504e47) return;
  const [width, height] = [head.getUint32(16), head.getUint32(20)];
  if (width * height > MOST_PIXELS) {
    throw new Error(
      `${path} is ${width} × ${height} pixels; images of up to 100 million pixels can be read.`,
    );
  }
}
