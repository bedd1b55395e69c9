/** How points are drawn. */
export interface PointLook {
  /** 0 to 255 each. */
  readonly colour: readonly [red: number, green: number, blue: number];
  readonly mark: 'dot' | 'plus';
  /** Opacity, from 0 (hidden) to 1. */
  readonly strength: number;
}

export interface PointsToPaint {
  /** n x 2. */
  readonly pixels: Float32Array;
  readonly looks: readonly PointLook[];
  /** The index of each point's look. */
  readonly lookOf: Uint16Array;
}

/**
 * Paints points into an image, a few at each step, so that the work can be spread over frames.
 * Writes pixels directly, which is faster than canvas calls. Strong points go over faint ones;
 * within a strength the order is shuffled, since the rows' order would put the last category on
 * top.
 * @param image Transparent, size x size.
 * @param radius Radius of a dot, in pixels.
 */
export function* paintPoints(
  image: ImageData,
  points: PointsToPaint,
  radius: number,
): Generator<void, void> {
  const marks = { dot: dotOf(radius), plus: plusOf(radius) };
  const count = points.lookOf.length;
  const levels = [...new Set(points.looks.map(({ strength }) => strength))].sort((a, b) => a - b);
  for (const level of levels)
    for (let turn = 0; turn < count; ++turn) {
      if (turn % POINTS_OF_A_STEP === 0) yield;
      const point = (turn * STRIDE) % count;
      const look = points.looks[points.lookOf[point]!]!;
      if (look.strength !== level || level === 0) continue;
      const x = Math.round(points.pixels[2 * point]!);
      const y = Math.round(points.pixels[2 * point + 1]!);
      stamp(image, marks[look.mark], x, y, look);
    }
}

const POINTS_OF_A_STEP = 500;

/** A prime larger than the number of points, so that its multiples visit each point once. */
const STRIDE = 104_729;

/** The share of each pixel around a point that a mark covers. */
interface Mark {
  readonly dx: Int8Array;
  readonly dy: Int8Array;
  readonly cover: Float32Array;
}

function dotOf(radius: number): Mark {
  return markOf(radius, (dx, dy) => radius + 0.5 - Math.hypot(dx, dy));
}

function plusOf(radius: number): Mark {
  const arm = 1.6 * radius;
  const half = 0.35 * radius;
  const bar = (along: number, aside: number) =>
    Math.min(arm + 0.5 - Math.abs(along), half + 0.5 - Math.abs(aside));
  return markOf(arm, (dx, dy) => Math.max(bar(dx, dy), bar(dy, dx)));
}

function markOf(reach: number, coverAt: (dx: number, dy: number) => number): Mark {
  const cells: { dx: number; dy: number; cover: number }[] = [];
  const end = Math.ceil(reach);
  for (let dy = -end; dy <= end; ++dy)
    for (let dx = -end; dx <= end; ++dx) {
      const cover = Math.min(1, coverAt(dx, dy));
      if (cover > 0) cells.push({ dx, dy, cover });
    }
  return {
    dx: Int8Array.from(cells, ({ dx }) => dx),
    dy: Int8Array.from(cells, ({ dy }) => dy),
    cover: Float32Array.from(cells, ({ cover }) => cover),
  };
}

/** Source over destination, neither premultiplied (Porter and Duff 1984). */
function stamp(
  { data, width, height }: ImageData,
  { dx, dy, cover }: Mark,
  x: number,
  y: number,
  { colour: [red, green, blue], strength }: PointLook,
): void {
  for (let cell = 0; cell < cover.length; ++cell) {
    const column = x + dx[cell]!;
    const row = y + dy[cell]!;
    if (column < 0 || row < 0 || column >= width || row >= height) continue;
    const at = 4 * (row * width + column);
    const alpha = strength * cover[cell]!;
    if (data[at + 3] === 0) {
      data[at] = red;
      data[at + 1] = green;
      data[at + 2] = blue;
      data[at + 3] = 255 * alpha;
      continue;
    }
    const beneath = (data[at + 3]! / 255) * (1 - alpha);
    const whole = alpha + beneath;
    data[at] = (red * alpha + data[at]! * beneath) / whole;
    data[at + 1] = (green * alpha + data[at + 1]! * beneath) / whole;
    data[at + 2] = (blue * alpha + data[at + 2]! * beneath) / whole;
    data[at + 3] = 255 * whole;
  }
}
