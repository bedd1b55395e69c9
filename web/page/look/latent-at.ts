import type { LatentMap } from '../../contract/index.js';
import type { Place } from './map-frame.js';

/** The latent vector at a point of the plane. */
export function latentAt({ origin, across, up }: LatentMap, place: Place): number[] {
  return Array.from(
    origin,
    (value, index) => value + place.across * across[index]! + place.up * up[index]!,
  );
}
