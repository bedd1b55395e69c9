import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { KeptRun, RunCurves } from '../../contract/index.js';
import { messageOf } from '../ui/message-of.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { ChoiceField } from '../ui/field.js';
import { COMPARED_CURVES, type ComparedCurve, ComparisonChart } from './comparison-chart.js';
import { lossesNote } from './comparable-losses.js';
import { ComparisonTable } from './comparison-table.js';
import { runName } from './run-name.js';
import '../training/training.css';
import './runs.css';

interface ComparisonProps {
  /** Two to four runs of the same data. */
  runs: readonly KeptRun[];
  onClose: () => void;
}

/** Kept runs side by side: their curves in one chart, then settings and results in a table. */
export function Comparison({ runs, onClose }: ComparisonProps) {
  const [curves, setCurves] = useState<readonly RunCurves[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [shown, setShown] = useState<ComparedCurve>('loss');
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
    studio.run
      .curves(runs.map((run) => run.id))
      .then(setCurves, (error: unknown) => setFailure(messageOf(error)));
  }, []);
  const note = lossesNote(runs);
  const letters = runs.map((_, index) => String.fromCharCode(65 + index));
  return (
    <dialog ref={dialog} class="comparison" aria-labelledby={id} onClose={onClose}>
      <div class="card-head">
        <h2 id={id}>Runs compared</h2>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <ol class="compared-names">
        {runs.map((run, index) => (
          <li key={run.id}>
            <strong>{letters[index]}</strong> {runName(run)}
          </li>
        ))}
      </ol>
      <Failure message={failure} />
      {!curves && failure === null && <p class="hint">Reading the runs …</p>}
      {curves && (
        <>
          {note !== null && <p>{note}</p>}
          <div class="short-field">
            <ChoiceField
              label="Curve"
              value={shown}
              choices={COMPARED_CURVES}
              onValue={(value) => setShown(value)}
            />
          </div>
          <ComparisonChart key={shown} shown={shown} letters={letters} curves={curves} />
          <ComparisonTable runs={runs} letters={letters} curves={curves} />
        </>
      )}
    </dialog>
  );
}
