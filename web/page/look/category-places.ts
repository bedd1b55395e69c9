import type { Colouring } from '../../contract/index.js';
import type { Place } from './map-frame.js';

/** Where to write each category's name: at the median of its points. */
export function categoryPlaces(
  points: Float32Array,
  colouring: Colouring,
): readonly (Place & { readonly name: string })[] {
  if (colouring.kind !== 'categories') return [];
  const { names, ofValues, codes } = colouring;
  const members = names.map((): number[] => []);
  codes.forEach((code, point) => members[code]!.push(point));
  return members.slice(0, ofValues).flatMap((own, code) => {
    if (own.length === 0) return [];
    const median = (axis: 0 | 1) =>
      Float32Array.from(own, (point) => points[2 * point + axis]!).sort()[own.length >> 1]!;
    return [{ name: shortened(names[code]!), across: median(0), up: median(1) }];
  });
}

function shortened(name: string): string {
  return name.length <= 14 ? name : `${name.slice(0, 13)}…`;
}
