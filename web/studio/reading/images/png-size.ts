/** Larger images are not decoded: a small file can claim any size. */
const MOST_PIXELS = 100e6;

/**
 * Checks the size that a PNG declares before it is unpacked. Other formats cannot expand that much.
 * @throws a sentence if it is too large
 */
export async function checkPngSize(path: string, file: Blob): Promise<void> {
  const head = new DataView(await file.slice(0, 24).arrayBuffer());
  if (head.byteLength < 24 || head.getUint32(0) !== 0x89504e47) return;
  const [width, height] = [head.getUint32(16), head.getUint32(20)];
  if (width * height > MOST_PIXELS) {
    throw new Error(
      `${path} is ${width} × ${height} pixels; the page reads images of up to 100 million pixels.`,
    );
  }
}
