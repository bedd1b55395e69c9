const DIGITS_A_SIDE = 8;
const PIXELS_A_SIDE = 28;

/** Digits on a sheet, and their number of pixels each. */
export const SHEET_ROWS = DIGITS_A_SIDE * DIGITS_A_SIDE;
export const PIXELS = PIXELS_A_SIDE * PIXELS_A_SIDE;

/**
 * Draws up to 64 digits, eight a side, as grey pixels.
 * @param rows digits x 784, row after row.
 * @param white the value of a white pixel: 255 for bytes, 1 for probabilities.
 */
export function drawSheet(canvas: HTMLCanvasElement, rows: ArrayLike<number>, white: number): void {
  const side = DIGITS_A_SIDE * PIXELS_A_SIDE;
  const image = new ImageData(side, side);
  const grey = new Uint32Array(image.data.buffer).fill(0xff000000);
  const digits = Math.min(SHEET_ROWS, rows.length / PIXELS);
  for (let digit = 0; digit < digits; ++digit) {
    const left = (digit % DIGITS_A_SIDE) * PIXELS_A_SIDE;
    const top = Math.floor(digit / DIGITS_A_SIDE) * PIXELS_A_SIDE;
    for (let pixel = 0; pixel < PIXELS; ++pixel) {
      const level = Math.round((255 * rows[digit * PIXELS + pixel]!) / white);
      const x = left + (pixel % PIXELS_A_SIDE);
      const y = top + Math.floor(pixel / PIXELS_A_SIDE);
      grey[y * side + x] = 0xff000000 | (level * 0x010101);
    }
  }
  canvas.width = side;
  canvas.height = side;
  canvas.getContext('2d')!.putImageData(image, 0, 0);
}
