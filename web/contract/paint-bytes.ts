/**
 * Writes an image into the RGBA bytes of an ImageData.
 * @param bytes height x width x channels.
 * @param channels 1 for grey, 3 for red, green and blue.
 */
export function paintBytes(rgba: Uint8ClampedArray, bytes: Uint8Array, channels: 1 | 3): void {
  const [green, blue] = channels === 3 ? [1, 2] : [0, 0];
  for (let from = 0, to = 0; to < rgba.length; from += channels, to += 4) {
    rgba[to] = bytes[from]!;
    rgba[to + 1] = bytes[from + green]!;
    rgba[to + 2] = bytes[from + blue]!;
    rgba[to + 3] = 255;
  }
}
