import { useEffect, useState } from 'preact/hooks';
import type { KeptRun, Progress } from '../../contract/index.js';
import { bytes, count, integer } from '../ui/format.js';
import { messageOf } from '../ui/message-of.js';
import { data } from '../state/data.js';
import { model, running } from '../state/run.js';
import { Bar } from '../ui/bar.js';
import { Card } from '../ui/card.js';
import { Failure } from '../ui/failure.js';
import { ForgetData } from './forget-data.js';
import { listKeptRuns } from './list-kept-runs.js';
import { forgotten, restore } from './run-control.js';
import { TimeAgo } from './time-ago.js';
import './kept-runs.css';

function titleOf(runs: number, failure: string | null): string {
  if (runs === 0 && failure === null) return 'No kept runs';
  return runs === 1 ? 'Kept run' : 'Kept runs';
}

/** Offers kept runs when the page is opened again or the open run is discarded. */
export function KeptRuns() {
  const [runs, setRuns] = useState<readonly KeptRun[]>([]);
  const [opening, setOpening] = useState<Progress | null>(null);
  const [emptied, setEmptied] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const open = data.value;
  const hasModel = model.value !== null;
  useEffect(() => {
    let late = false;
    listKeptRuns().then(
      (kept) => late || setRuns(kept),
      (error: unknown) => late || setFailure(messageOf(error)),
    );
    return () => void (late = true);
  }, [open, hasModel, forgotten.value]);

  const afterForgetting = () => {
    setEmptied(true);
    setFailure(null);
  };

  const openRun = async (run: KeptRun) => {
    setFailure(null);
    setOpening({ what: 'Opening the kept run', fraction: 0 });
    try {
      await restore(run, setOpening);
    } catch (error) {
      setFailure(messageOf(error));
    }
    setOpening(null);
  };

  if (running.value || (runs.length === 0 && failure === null && !emptied)) return null;
  return (
    <Card title={titleOf(runs.length, failure)} class="kept-runs">
      {runs.map((run) => (
        <div class="kept-run" key={run.id}>
          <Description run={run} />
          <button
            type="button"
            class="primary"
            disabled={opening !== null}
            onClick={() => openRun(run)}
          >
            Open
          </button>
        </div>
      ))}
      {opening && <Bar label={opening.what} fraction={opening.fraction} />}
      <Failure message={failure} />
      <div class="kept-line">
        <ForgetData kept={runs.length > 0} onForgotten={afterForgetting} />
      </div>
    </Card>
  );
}

function Description({ run }: { run: KeptRun }) {
  const { name, rows, epochsDone, epochs, kept, bytes: size } = run;
  return (
    <p>
      <strong>{name}</strong>, {count(rows, 'row')}, epoch {integer(epochsDone)} of{' '}
      {integer(epochs)}, <TimeAgo since={kept} />. Takes {bytes(size)} in this browser and stays
      until another run starts.
    </p>
  );
}
