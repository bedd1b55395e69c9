import { useEffect, useState } from 'preact/hooks';
import { MOST_RUNS } from '../../contract/run-limit.js';
import type { KeptRun } from '../../contract/index.js';
import { bytes } from '../ui/format.js';

/** How much of the browser's storage the runs take, and how many are kept. */
export function StorageLine({ runs }: { runs: readonly KeptRun[] }) {
  const [estimate, setEstimate] = useState<StorageEstimate>({});
  useEffect(() => {
    // Without https there is no estimate.
    void navigator.storage?.estimate?.().then(setEstimate, () => {});
  }, [runs]);
  const { usage, quota } = estimate;
  const allowed =
    usage === undefined || quota === undefined
      ? ''
      : ` With its own files, this page uses ${bytes(usage)} of the ${bytes(quota)} that the browser allows.`;
  return (
    <p class="hint">
      {`The ${runs.length === 1 ? 'run takes' : 'runs take'} ${bytes(storedBytes(runs))}.${allowed} `}
      {`Up to ${MOST_RUNS} runs are kept: another one replaces the oldest that has not been renamed.`}
    </p>
  );
}

/** The bytes of all models, and of the data, which runs of equal data share. */
export function storedBytes(runs: readonly KeptRun[]): number {
  const data = new Map(runs.map(({ data, dataBytes }) => [data, dataBytes]));
  const models = runs.reduce((sum, { modelBytes }) => sum + modelBytes, 0);
  return [...data.values()].reduce((sum, size) => sum + size, models);
}
