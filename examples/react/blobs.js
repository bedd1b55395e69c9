/** Pixels in a row and in a column of an image. */
export const SIDE = 12;

/** Draws `count` images of a bright blob on black: SIDE x SIDE bytes each, one after another. */
export function blobs(count) {
  const images = new Uint8Array(count * SIDE * SIDE);
  for (let image = 0; image < count; image++) {
    const [x0, y0] = [1, 2].map(() => 2 + (SIDE - 5) * Math.random());
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)];
      const distance = (x - x0) ** 2 + (y - y0) ** 2;
      images[image * SIDE * SIDE + pixel] = 255 * Math.exp(-distance / 4);
    }
  }
  return images;
}
