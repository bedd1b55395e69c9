import { greyPng } from '../../experiments/png.mjs';

/** Pixels per side. */
export const SIDE = 28;

/** PNG images of a bright bar at changing positions: `[{ name, bytes }]`. */
export function barImages(count) {
  return Array.from({ length: count }, (_, index) => {
    const pixels = new Uint8Array(SIDE * SIDE);
    const first = index % (SIDE - 4);
    const upright = index % 2 === 0;
    for (let y = 0; y < SIDE; ++y)
      for (let x = 0; x < SIDE; ++x) {
        const across = (upright ? x : y) - first;
        if (across >= 0 && across < 4) pixels[y * SIDE + x] = 255 - 20 * across;
      }
    return {
      name: `bar-${String(index).padStart(3, '0')}.png`,
      bytes: greyPng(pixels, SIDE, SIDE),
    };
  });
}
