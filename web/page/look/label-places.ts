/** A label that is to be written around a place, in pixels. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The centre of a label. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
}

/** How far a label moves down or up, in its heights, and to a side, in its widths. */
const ASIDE = [0, 0.6, -0.6];
const DOWN = [0, -1, 1];
/** Where a label may go: on its place, above, beneath, then beside these. */
const MOVES = ASIDE.flatMap((right) => DOWN.map((down) => ({ right, down })));

/**
 * Places labels so that none covers another or leaves the picture. Earlier labels go first; null for
 * those that find no room.
 * @param size Side of the picture.
 */
export function labelPlaces(labels: readonly Label[], size: number): (LabelPlace | null)[] {
  const taken: Label[] = [];
  return labels.map((label) => {
    for (const { right, down } of MOVES) {
      const at = within(
        { ...label, x: label.x + right * label.width, y: label.y + down * label.height },
        size,
      );
      if (taken.some((other) => cover(at, other))) continue;
      taken.push(at);
      return { x: at.x, y: at.y };
    }
    return null;
  });
}

/** The label, moved into the picture. */
function within(label: Label, size: number): Label {
  const inside = (centre: number, length: number) =>
    Math.max(length / 2, Math.min(size - length / 2, centre));
  return { ...label, x: inside(label.x, label.width), y: inside(label.y, label.height) };
}

function cover(one: Label, other: Label): boolean {
  return (
    2 * Math.abs(one.x - other.x) < one.width + other.width &&
    2 * Math.abs(one.y - other.y) < one.height + other.height
  );
}
