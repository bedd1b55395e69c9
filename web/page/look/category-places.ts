import type { Colouring } from '../../contract/index.js';
import { distinctLabels } from '../ui/distinct-labels.js';
import type { Place } from './map-frame.js';

/**
 * Where to write each category's name: at the median of its points. The picked category comes first,
 * then the others by their number of points.
 */
export function categoryPlaces(
  points: Float32Array,
  colouring: Colouring,
  picked: number | null,
): readonly (Place & { readonly name: string })[] {
  if (colouring.kind !== 'categories') return [];
  const { names, ofValues, codes } = colouring;
  const members = names.map((): number[] => []);
  codes.forEach((code, point) => members[code]!.push(point));
  const labels = distinctLabels(names, MOST_CHARACTERS);
  const codesInOrder = members
    .slice(0, ofValues)
    .flatMap((own, code) => (own.length > 0 ? [code] : []))
    .sort((a, b) => +(b === picked) - +(a === picked) || members[b]!.length - members[a]!.length);
  return codesInOrder.map((code) => {
    const own = members[code]!;
    const median = (axis: 0 | 1) =>
      Float32Array.from(own, (point) => points[2 * point + axis]!).sort()[own.length >> 1]!;
    return { name: labels[code]!, across: median(0), up: median(1) };
  });
}

const MOST_CHARACTERS = 18;
