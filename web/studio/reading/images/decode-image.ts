/** An image, scaled to a square: four bytes a pixel, red first. */
export interface DecodedImage {
  readonly rgba: Uint8ClampedArray;
  /** As it was, in pixels. */
  readonly width: number;
  readonly height: number;
}

export type DecodeImage = (file: Blob, side: number) => Promise<DecodedImage>;

/** The square in the middle of an image, scaled. What is transparent becomes white. */
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
