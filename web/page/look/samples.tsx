import { useState } from 'preact/hooks';
import type { Decoded, ImageShape } from '../../contract/index.js';
import { weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { ImageSheet } from '../ui/image-sheet.js';
import { useAnswer } from './use-answer.js';

const SIDE = 8;

/**
 * A sheet of new images. The latents stay the same from epoch to epoch, so the images take shape.
 */
export function Samples({ shape }: { shape: ImageShape }) {
  const [seed, setSeed] = useState(1);
  const { answer, failure } = useAnswer(seed, sheetOf, weights.value);
  return (
    <div class="view">
      <div class="sheet">
        <ImageSheet
          label={`${SIDE * SIDE} new samples`}
          shape={shape}
          pixels={answer?.kind === 'images' ? answer.pixels : null}
          across={SIDE}
          down={SIDE}
        />
      </div>
      <p class="hint">
        Decoded from random points of the latent prior. The points stay the same while the model
        trains.
      </p>
      <button type="button" onClick={() => setSeed(seed + 1)}>
        New samples
      </button>
      <Failure message={failure} />
    </div>
  );
}

const sheetOf = async (seed: number): Promise<Decoded> => studio.look.sample(SIDE * SIDE, seed);
