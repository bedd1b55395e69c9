import type { Backend } from 'vae1';
import type { ModelSummary, RunNews } from '../../contract/index.js';
import { count, integer, number } from '../ui/format.js';
import { history, model, news, running } from '../state/run.js';

/** The run's current figures. */
export function Figures() {
  const { losses, rowsPerSecond } = latest(news.value);
  const heldOut = history.value.at(-1)?.validation;
  const made = model.value;
  return (
    <dl class="figures">
      <Figure name="Loss" value={losses && number(losses.loss)} />
      <Figure name="Reconstruction" value={losses && number(losses.reconstruction)} />
      <Figure name="KL divergence" value={losses && number(losses.kl)} />
      <Figure name="Held-out loss" value={heldOut && number(heldOut.loss)} />
      <Figure name="Rows per second" value={rowsPerSecond && integer(rowsPerSecond)} />
      <Figure name="Parameters" value={made && integer(made.parameters)} />
      <Figure name="Runs on" value={made && backendText(made)} words />
      {/* During training the views use the current weights, not the best ones. */}
      {!running.value && made?.bestEpoch && (
        <Figure name="Best epoch" value={integer(made.bestEpoch)} />
      )}
    </dl>
  );
}

/** A restored run has no news yet, so use its last epoch. */
function latest(current: RunNews | null) {
  const { losses = null, rowsPerSecond = null } = current ?? {};
  return { losses: losses ?? history.value.at(-1) ?? null, rowsPerSecond };
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
