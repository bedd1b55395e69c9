import { useEffect, useState } from 'preact/hooks';
import type { KeptRun } from '../../contract/index.js';
import { messageOf } from '../ui/message-of.js';
import { data } from '../state/data.js';
import { hasReadings } from '../state/remembered-readings.js';
import { measurements, model, running } from '../state/run.js';
import { Card } from '../ui/card.js';
import { Failure } from '../ui/failure.js';
import { lazy } from '../ui/lazy.js';
import { ForgetData } from '../training/forget-data.js';
import { forgotten, keeping } from '../training/run-control.js';
import '../training/kept-line.css';
import { listKeptRuns } from './list-kept-runs.js';

const RunList = lazy(async () => (await import('./run-list.js')).RunList);

function titleOf(runs: number, failure: string | null, remembers: boolean): string {
  if (runs === 0 && failure === null) return remembers ? 'Kept file options' : 'No kept runs';
  return runs === 1 ? 'Kept run' : 'Kept runs';
}

/** The kept runs. Between runs they can be opened, compared, renamed and deleted. */
export function KeptRuns() {
  const [runs, setRuns] = useState<readonly KeptRun[]>([]);
  const [changes, setChanges] = useState(0);
  const [emptied, setEmptied] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const open = data.value;
  const hasModel = model.value !== null;
  const isRunning = running.value;
  const kept = isRunning ? null : keeping.value.kept;
  useEffect(() => {
    if (isRunning) return;
    let late = false;
    listKeptRuns().then(
      (kept) => late || setRuns(kept),
      (error: unknown) => late || setFailure(messageOf(error)),
    );
    return () => void (late = true);
  }, [open, hasModel, isRunning, kept, forgotten.value, measurements.value, changes]);

  const afterForgetting = () => {
    setEmptied(true);
    setFailure(null);
  };

  // Without runs they can be forgotten, too. With data open, they are beside the file's options.
  const remembers = runs.length === 0 && open === null && hasReadings();
  if (isRunning || (runs.length === 0 && failure === null && !emptied && !remembers)) return null;
  return (
    <Card title={titleOf(runs.length, failure, remembers)} class="kept-runs">
      {runs.length > 0 && <RunList runs={runs} onChange={() => setChanges(changes + 1)} />}
      {remembers && (
        <p>
          The browser keeps how you changed the reading of files, for files with the same columns.
        </p>
      )}
      <Failure message={failure} />
      {/* With a model, the same button stands beneath its curves. */}
      {!hasModel && (
        <div class="kept-line">
          <ForgetData kept={runs.length > 0 || remembers} onForgotten={afterForgetting} />
        </div>
      )}
    </Card>
  );
}
