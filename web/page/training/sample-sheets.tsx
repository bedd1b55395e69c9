import { useState } from 'preact/hooks';
import type { ImageShape, SampleSheet } from '../../contract/index.js';
import { sheetSize } from '../../contract/sample-sheet.js';
import { count, integer } from '../ui/format.js';
import { sheets } from '../state/run.js';
import { ImageSheet } from '../ui/image-sheet.js';
import './sample-sheets.css';

/** The sheet of samples of the latest epoch, or of an earlier one that is chosen. */
export function SampleSheets({ shape }: { shape: ImageShape }) {
  /** Null follows the training. */
  const [chosen, choose] = useState<SampleSheet | null>(null);
  const all = sheets.value;
  // A chosen sheet may have gone since, for too many: the one before it takes its place.
  const place = chosen ? all.findLastIndex(({ epoch }) => epoch <= chosen.epoch) : all.length - 1;
  const shown = all[place];
  const { across, down } = sheetSize(shape);
  const images = count(across * down, 'sample');
  return (
    <figure class="sample-sheets">
      <h3>Samples as it learns</h3>
      <ImageSheet
        label={shown ? `${images} after epoch ${integer(shown.epoch)}` : `${images}, not made yet`}
        shape={shape}
        pixels={shown?.pixels ?? null}
        across={across}
        down={down}
      />
      <figcaption>
        {shown ? (
          <strong>After epoch {integer(shown.epoch)}.</strong>
        ) : (
          'The first come after epoch 1.'
        )}{' '}
        <span class="hint">Decoded from the same random latents each time.</span>
      </figcaption>
      {all.length > 1 && (
        <label class="sheet-epoch">
          <span>Epoch shown</span>
          <input
            type="range"
            min={0}
            max={all.length - 1}
            value={place}
            aria-valuetext={`Epoch ${integer(shown!.epoch)}`}
            onInput={({ currentTarget: { valueAsNumber: at } }) =>
              choose(at === all.length - 1 ? null : all[at]!)
            }
          />
        </label>
      )}
    </figure>
  );
}
