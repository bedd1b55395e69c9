/** An image scaled to a square: RGBA, four bytes per pixel. */
export interface DecodedImage {
  readonly rgba: Uint8ClampedArray;
  /** Original size, in pixels. */
  readonly width: number;
  readonly height: number;
}

export type DecodeImage = (file: Blob, side: number) => Promise<DecodedImage>;

/** Scales the central square of an image. Transparent parts become white. */
export const decodeImage: DecodeImage = async (file, side) => {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  const square = Math.min(width, height);
  const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = 'high';
  const [left, top] = [(width - square) / 2, (height - square) / 2];
  context.drawImage(bitmap, left, top, square, square, 0, 0, side, side);
  bitmap.close();
  return { rgba: context.getImageData(0, 0, side, side).data, width, height };
};
