import { useState } from 'preact/hooks';
import type { ImageShape } from '../../contract/index.js';
import { running } from '../state/run.js';
import { Failure } from '../ui/failure.js';
import { DrawnMap } from './drawn-map.js';
import { useMap } from './use-map.js';

/** The rows' positions in the latent space, and what the model decodes at any position. */
export function LatentMapView({ shape }: { shape: ImageShape | null }) {
  const [follow, setFollow] = useState(false);
  const { map, failure, waiting, stale, drawAgain } = useMap(follow);
  return (
    <div class="view">
      {running.value && (
        <div class="row">
          <button type="button" disabled={!stale || waiting} onClick={drawAgain}>
            Draw again
          </button>
          <label class="check">
            <input
              type="checkbox"
              checked={follow}
              onChange={({ currentTarget }) => setFollow(currentTarget.checked)}
            />
            Draw after each epoch
          </label>
        </div>
      )}
      {!map && waiting && <p class="hint">Encoding the rows…</p>}
      {map && <DrawnMap map={map} shape={shape} />}
      <Failure message={failure} />
    </div>
  );
}
