import type { Progress } from '../../contract/index.js';
import { data, reading } from '../state/data.js';
import { model, running } from '../state/run.js';
import { LoadModel } from '../export/load-model.js';
import { closedFor } from '../export/open-model.js';
import { Bar } from '../ui/bar.js';
import { Card } from '../ui/card.js';
import { Failure } from '../ui/failure.js';
import { lazy } from '../ui/lazy.js';
import './data-card.css';
import { DropZone } from './drop-zone.js';
import { canMend, cancelReading, choosing, preview, readingFailure } from './open-data.js';
import { PageDrop } from './page-drop.js';

const MendReading = lazy(async () => (await import('./reading-choices.js')).MendReading);
export const OpenData = lazy(async () => (await import('./open-data-view.js')).OpenData);

/** The drop zone when the page opens, then the open data. */
export function DataCard() {
  const open = data.value;
  const choice = !open || (choosing.value && !running.value);
  return (
    <Card title="Data" class="data-card" aside={open && !reading.value && <OtherData />}>
      <Failure message={readingFailure.value} />
      {canMend.value && !reading.value && <MendReading preview={preview.value!} />}
      {closedFor.value !== null && (
        <p class="note closed" role="status">
          The open data did not fit the model in {closedFor}, so they were closed.
        </p>
      )}
      {reading.value ? (
        <Reading progress={reading.value} />
      ) : choice ? (
        <DropZone />
      ) : (
        <OpenData data={open} />
      )}
      {!model.value && !running.value && !reading.value && <LoadModel />}
      <PageDrop />
    </Card>
  );
}

/** Switches to the drop zone and back. */
function OtherData() {
  if (running.value) {
    return <p class="hint why">Stop the run to open other data.</p>;
  }
  return (
    <button type="button" class="quiet" onClick={() => (choosing.value = !choosing.value)}>
      {choosing.value ? 'Back to current data' : 'Open other data'}
    </button>
  );
}

function Reading({ progress: { what, fraction } }: { progress: Progress }) {
  return (
    <div class="reading">
      <p>{what}</p>
      <Bar label="Reading" fraction={fraction} />
      <button type="button" onClick={cancelReading}>
        Cancel
      </button>
    </div>
  );
}
