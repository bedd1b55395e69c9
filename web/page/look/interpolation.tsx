import { useRef, useState } from 'preact/hooks';
import type { Decoded, ImageShape } from '../../contract/index.js';
import { weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { ImageSheet } from '../ui/image-sheet.js';
import { RowField } from './row-field.js';
import { randomRow } from './random-rows.js';
import { useAnswer } from './use-answer.js';
import { useWidth } from './use-width.js';

const STEPS = 10;
/** Below this width, in CSS pixels, the strip has two lines. */
const NARROW = 480;

/** Images along a straight line in the latent space, from one row to another. */
export function Interpolation({ shape, rows }: { shape: ImageShape; rows: number }) {
  const [ends, setEnds] = useState<readonly [number, number]>(() => [0, Math.floor(rows / 2)]);
  const [first, last] = ends;
  const strip = useRef<HTMLDivElement>(null);
  const across = useWidth(strip) < NARROW ? STEPS / 2 : STEPS;
  const { answer, failure } = useAnswer(ends, pathOf, weights.value);
  return (
    <div class="view">
      <div class="row">
        <RowField label="From row" rows={rows} row={first} onRow={(row) => setEnds([row, last])} />
        <RowField label="To row" rows={rows} row={last} onRow={(row) => setEnds([first, row])} />
        <button type="button" onClick={() => setEnds([randomRow(rows), randomRow(rows)])}>
          Random rows
        </button>
      </div>
      <div class="strip" ref={strip}>
        <ImageSheet
          label={`${STEPS} images from row ${first + 1} to row ${last + 1}`}
          shape={shape}
          pixels={answer?.kind === 'images' ? answer.pixels : null}
          across={across}
          down={STEPS / across}
        />
      </div>
      <p class="hint">
        {STEPS} equal steps along the straight line between the means of the two rows’ posteriors.
        The ends are the reconstructions of these rows.
      </p>
      <Failure message={failure} />
    </div>
  );
}

const pathOf = async ([first, last]: readonly [number, number]): Promise<Decoded> =>
  studio.look.interpolate(first, last, STEPS);
