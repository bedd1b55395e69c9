import type { Decoded, ImageShape, LatentMap } from '../../contract/index.js';
import { weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { ImageSheet } from '../ui/image-sheet.js';
import { latentAt } from './latent-at.js';
import type { MapFrame } from './map-frame.js';
import { useAnswer } from './use-answer.js';

/** Images per side. */
const GRID = 12;

interface DecodedGridProps {
  map: LatentMap;
  frame: MapFrame;
  shape: ImageShape;
}

/** Images decoded on a grid over the plane, also where there are no rows. */
export function DecodedGrid({ map, frame, shape }: DecodedGridProps) {
  const { answer } = useAnswer(
    frame,
    async ({ left, bottom, side }): Promise<Decoded> => {
      const step = side / GRID;
      const latents = Array.from({ length: GRID * GRID }, (_, cell) =>
        latentAt(map, {
          across: left + ((cell % GRID) + 0.5) * step,
          up: bottom + side - (Math.floor(cell / GRID) + 0.5) * step,
        }),
      );
      return studio.look.decode(Float32Array.from(latents.flat()));
    },
    weights.value,
  );
  return (
    <ImageSheet
      label="Images decoded on a grid over the map"
      shape={shape}
      pixels={answer?.kind === 'images' ? answer.pixels : null}
      across={GRID}
      down={GRID}
    />
  );
}
