import type { EpochFigures } from '../../contract/index.js';
import { integer, number } from '../ui/format.js';

const WIDTH = 600;
const HEIGHT = 140;

/** Training and held-out loss by epoch. */
export function LossCurves({ history }: { history: readonly EpochFigures[] }) {
  if (history.length < 2) return null;
  const training = history.map(({ loss }) => loss);
  const heldOut = history.map(({ validation }) => validation?.loss ?? NaN);
  const all = [...training, ...heldOut].filter(Number.isFinite).sort((a, b) => a - b);
  const least = all[0]!;
  // The first epochs are so high that they would flatten all others.
  const most = all[Math.floor(0.97 * (all.length - 1))]!;
  const y = (loss: number) => HEIGHT * (1 - Math.min(1, (loss - least) / (most - least || 1)));
  const x = (place: number) => (WIDTH * place) / (history.length - 1);
  const line = (losses: readonly number[]) =>
    losses
      .map((loss, place) =>
        Number.isNaN(loss) ? '' : `${x(place).toFixed(1)} ${y(loss).toFixed(1)}`,
      )
      .filter((point) => point !== '')
      .map((point, place) => `${place === 0 ? 'M' : 'L'}${point}`)
      .join('');
  return (
    <figure class="report-curves">
      <svg
        role="img"
        aria-label={`Training loss by epoch, from ${number(training[0]!)} to ${number(training.at(-1)!)} nats per row.`}
        viewBox={`0 -3 ${WIDTH} ${HEIGHT + 6}`}
        preserveAspectRatio="none"
      >
        <path class="loss-line" d={line(training)} />
        <path class="held-out-line" d={line(heldOut)} />
      </svg>
      <figcaption>
        Loss over {integer(history.length)} epochs, from {number(least)} (bottom) to {number(most)}{' '}
        nats per row (top). Solid: training rows. Dashed: held-out rows, if there are any.
      </figcaption>
    </figure>
  );
}
