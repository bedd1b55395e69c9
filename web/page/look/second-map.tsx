import { useEffect } from 'preact/hooks';
import { running } from '../state/run.js';
import { Bar } from '../ui/bar.js';
import { Failure } from '../ui/failure.js';
import { wholePercent } from '../ui/format.js';
import { DrawnMap } from './drawn-map.js';
import {
  latentWeights,
  mapFailure,
  mapFraction,
  mapTraining,
  stopMap,
  trainMap,
} from './map-training.js';
import { useMap } from './use-map.js';

/**
 * The latent map of a table whose cells are made from other cells: that of a second model, which
 * trains when the view opens, unless a run is in progress, which it would slow down.
 */
export function SecondMapView() {
  const state = mapTraining.value;
  useEffect(() => {
    if (state === 'untrained' && !running.value) void trainMap();
  }, [running.value]);
  return (
    <div class="view">
      <p class="hint">
        Each point is a row, and rows that are alike lie close together. A second, smaller model
        draws this map: it describes each row by two numbers, its place on the map. The main model
        makes each cell from the cells before it, so its own latent space says little about a row.
        Training the map does not change the main model.
      </p>
      <Training />
      {latentWeights.value > 0 && <Map />}
    </div>
  );
}

/** The progress of the training, with one button, which keeps the focus when it changes. */
function Training() {
  const state = mapTraining.value;
  if (state === 'finished') return null;
  const isTraining = state === 'training';
  return (
    <>
      <div class="row map-training">
        <button type="button" onClick={() => void (isTraining ? stopMap() : trainMap())}>
          {isTraining ? 'Stop' : state === 'stopped' ? 'Continue' : 'Train the map'}
        </button>
        {isTraining && (
          <>
            <Bar label="Training the map" fraction={mapFraction.value} />
            <span class="quiet-text">{wholePercent(mapFraction.value)}</span>
          </>
        )}
      </div>
      {state === 'untrained' && running.value && (
        <p class="hint">
          A run is in progress. When it ends, the map trains by itself. Training the map now slows
          the run down.
        </p>
      )}
      <Failure message={mapFailure.value} />
    </>
  );
}

function Map() {
  const { map, failure, waiting } = useMap(true);
  return (
    <>
      {!map && waiting && <p class="hint">Encoding the rows…</p>}
      {map && <DrawnMap map={map} shape={null} />}
      <Failure message={failure} />
    </>
  );
}
