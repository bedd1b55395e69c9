import type { Backend } from 'vae1';
import type { ModelSummary } from '../../contract/index.js';
import { epochInUse } from '../../contract/epoch-in-use.js';
import { count, integer, number } from '../ui/format.js';
import { history, model, news, running } from '../state/run.js';

/** The run's current figures. */
export function Figures() {
  const made = model.value;
  // During training the views use the current weights, not the best ones.
  const best = running.value ? null : (made?.bestEpoch ?? null);
  const used = epochInUse(history.value, best);
  const losses = (best === null ? news.value?.losses : null) ?? used;
  const rowsPerSecond = news.value?.rowsPerSecond;
  const heldOut = used?.validation;
  return (
    <>
      <dl class="figures">
        <Figure name="Loss" value={losses && number(losses.loss)} />
        <Figure name="Reconstruction" value={losses && number(losses.reconstruction)} />
        <Figure name="KL divergence" value={losses && number(losses.kl)} />
        <Figure name="Held-out loss" value={heldOut && number(heldOut.loss)} />
        <Figure name="Rows per second" value={rowsPerSecond && integer(rowsPerSecond)} />
        <Figure name="Parameters" value={made && integer(made.parameters)} />
        <Figure name="Runs on" value={made && backendText(made)} words />
        {best !== null && <Figure name="Best epoch" value={integer(best)} />}
      </dl>
      {best !== null && used?.epoch === best && (
        <p class="hint">
          The losses are of epoch {integer(best)}, the best one, whose weights are used.
        </p>
      )}
    </>
  );
}

interface FigureProps {
  name: string;
  value: string | number | null | undefined;
  words?: boolean;
}

function Figure({ name, value, words }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={words ? 'words' : ''}>{value || '–'}</dd>
    </div>
  );
}

function backendText({ backend }: ModelSummary): string {
  return `${INSTRUCTIONS[backend.build]}, ${count(backend.threads, 'thread')}`;
}

const INSTRUCTIONS: Record<Backend['build'], string> = {
  'relaxed-threads': 'relaxed SIMD',
  relaxed: 'relaxed SIMD',
  'simd-threads': 'SIMD',
  simd: 'SIMD',
};
