/** A position on the plane, in latent units. */
export interface Place {
  readonly across: number;
  readonly up: number;
}

/** The square of the plane that a map shows, in latent units. */
export interface MapFrame {
  readonly left: number;
  readonly bottom: number;
  readonly side: number;
}

/** The frame around all points, with a margin. @param points n x 2. */
export function frameOf(points: Float32Array): MapFrame {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    left = Math.min(left, points[at]!);
    right = Math.max(right, points[at]!);
    bottom = Math.min(bottom, points[at + 1]!);
    top = Math.max(top, points[at + 1]!);
  }
  const side = Math.max(right - left, top - bottom, LEAST_SIDE) * ROOM;
  return { left: (left + right - side) / 2, bottom: (bottom + top - side) / 2, side };
}

const ROOM = 1.08;
/** Used when all points coincide. */
const LEAST_SIDE = 1e-3;

/** Points in pixels from the top left: n x 2. @param size Side of the picture, in pixels. */
export function pixelsOf(points: Float32Array, frame: MapFrame, size: number) {
  const pixels = new Float32Array(points.length);
  for (let at = 0; at < points.length; at += 2) {
    pixels[at] = acrossToPixel(points[at]!, frame, size);
    pixels[at + 1] = upToPixel(points[at + 1]!, frame, size);
  }
  return pixels;
}

export function acrossToPixel(across: number, { left, side }: MapFrame, size: number): number {
  return ((across - left) / side) * size;
}

export function upToPixel(up: number, { bottom, side }: MapFrame, size: number): number {
  return (1 - (up - bottom) / side) * size;
}

/** Converts pixels to a position on the plane. */
export function placeAt(
  x: number,
  y: number,
  { left, bottom, side }: MapFrame,
  size: number,
): Place {
  return { across: left + (x / size) * side, up: bottom + (1 - y / size) * side };
}
