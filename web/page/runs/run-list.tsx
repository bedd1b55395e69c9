import { useState } from 'preact/hooks';
import type { KeptRun, Progress } from '../../contract/index.js';
import { messageOf } from '../ui/message-of.js';
import { Bar } from '../ui/bar.js';
import { Failure } from '../ui/failure.js';
import { lazy } from '../ui/lazy.js';
import { restore } from '../training/run-control.js';
import { RunLine } from './run-line.js';
import { StorageLine } from './storage-line.js';
import './runs.css';

const Comparison = lazy(async () => (await import('./run-comparison.js')).Comparison);

const MOST_COMPARED = 4;

interface RunListProps {
  runs: readonly KeptRun[];
  /** Called after a run was renamed or deleted. */
  onChange: () => void;
}

/** The kept runs with all that can be done with them. */
export function RunList({ runs, onChange }: RunListProps) {
  const [opening, setOpening] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [comparing, setComparing] = useState(false);

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
  const choose = (id: string, isChosen: boolean) => {
    const ids = new Set(chosen);
    if (isChosen) ids.add(id);
    else ids.delete(id);
    setChosen(ids);
  };

  const compared = runs.filter(({ id }) => chosen.has(id));
  const fault = faultOf(compared);
  return (
    <>
      <ul class="run-list">
        {runs.map((run) => (
          <RunLine
            key={run.id}
            run={run}
            opening={opening !== null}
            isOnly={runs.length === 1}
            chosen={chosen.has(run.id)}
            onChoose={(isChosen) => choose(run.id, isChosen)}
            onOpen={() => void openRun(run)}
            onChange={onChange}
          />
        ))}
      </ul>
      {opening && <Bar label={opening.what} fraction={opening.fraction} />}
      <Failure message={failure} />
      {runs.length > 1 && (
        <div class="run-compare">
          <button
            type="button"
            aria-disabled={fault !== null}
            onClick={() => fault === null && setComparing(true)}
          >
            Compare
          </button>
          <p class="hint">{fault ?? `${compared.length} runs are ticked.`}</p>
        </div>
      )}
      <StorageLine runs={runs} />
      {comparing && <Comparison runs={compared} onClose={() => setComparing(false)} />}
    </>
  );
}

/** Why these runs cannot be compared; null if they can. */
function faultOf(runs: readonly KeptRun[]): string | null {
  if (runs.length < 2) return `Tick 2 to ${MOST_COMPARED} runs of the same data to compare them.`;
  if (runs.length > MOST_COMPARED) return `Up to ${MOST_COMPARED} runs can be compared.`;
  if (new Set(runs.map(({ data }) => data)).size > 1)
    return 'These runs are of different data. Tick runs of the same data.';
  return null;
}
