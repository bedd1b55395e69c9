import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ModelHealth } from '../../contract/index.js';
import { integer, number } from '../ui/format.js';
import { model, running, settings, weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { type FindingWords, findingWords } from './finding-words.js';

/** A latent dimension is in use above this variance of its posterior means, as in diagnose(). */
const ACTIVE = 0.01;

/** How the model uses its latent space and, at rest, what is wrong with it and what to do. */
export function LatentUse() {
  const health = useHealth();
  const made = model.value;
  const automatic = made?.kind === 'table' && settings.value?.learningRate === null;
  if (!health || !made?.data || health.klPerDimension.length !== made.latentDim) return null;
  return (
    <section class="latent-use" aria-label="Health of the model">
      <KlBars health={health} />
      {!running.value && (
        <ul class="findings">
          {health.findings.map((finding) => {
            const { level, title, says, remedies } = findingWords(finding, made, health, automatic);
            return (
              <li key={finding.code}>
                <h3>
                  <FindingLevel level={level} /> {title}
                </h3>
                <p>{says}</p>
                <ul>
                  {remedies.map((remedy) => (
                    <li key={remedy}>{remedy}</li>
                  ))}
                </ul>
              </li>
            );
          })}
          {health.findings.length === 0 && <li>The diagnosis found nothing wrong.</li>}
        </ul>
      )}
    </section>
  );
}

/** Said by a sign and a word, not by the colour alone. */
function FindingLevel({ level }: Pick<FindingWords, 'level'>) {
  return (
    <span class="finding-level" data-level={level}>
      <span aria-hidden="true">{level === 'warning' ? '!' : 'i'}</span>
      {level === 'warning' ? 'Warning:' : 'Note:'}
    </span>
  );
}

/** Renewed with the model's weights; while the last answer is under way, changes wait for it. */
function useHealth(): ModelHealth | null {
  const health = useSignal<ModelHealth | null>(null);
  const busy = useRef(false);
  const again = useRef(false);
  const renew = async () => {
    if (busy.current) return void (again.current = true);
    busy.current = true;
    do {
      again.current = false;
      // An answer that a newer model makes void, and a model whose data are closed, have no news.
      await studio.look.diagnose().then(
        (found) => (health.value = found),
        () => (health.value = null),
      );
    } while (again.current);
    busy.current = false;
  };
  useSignalEffect(() => {
    if (model.value?.data && weights.value >= 0) void renew();
    else health.value = null;
  });
  return health.value;
}

const HEIGHT = 48;

/** KL divergence of each latent dimension: filled if it is in use, an outline if not. */
function KlBars({ health: { klPerDimension, activity } }: { health: ModelHealth }) {
  const bars = klPerDimension.length;
  const top = Math.max(...klPerDimension, 0.1);
  const used = activity.filter((variance) => variance > ACTIVE).length;
  const sum = klPerDimension.reduce((total, kl) => total + kl, 0);
  const about = `${integer(used)} of ${integer(bars)} latent dimensions in use, ${number(sum)} nats per row`;
  const path = (isUsed: boolean) =>
    Array.from(klPerDimension, (kl, place) => {
      if (activity[place]! > ACTIVE !== isUsed) return '';
      const y = HEIGHT * (1 - Math.max(kl / top, 0.02));
      return `M${place + 0.1} ${HEIGHT}V${y}H${place + 0.9}V${HEIGHT}Z`;
    }).join('');
  return (
    <figure class="kl-bars">
      <h3>KL per latent dimension</h3>
      <svg
        role="img"
        aria-label={`KL divergence per latent dimension: ${about}.`}
        viewBox={`0 -1 ${bars} ${HEIGHT + 2}`}
        preserveAspectRatio="none"
      >
        <path class="kl-used" d={path(true)} />
        <path class="kl-unused" d={path(false)} />
      </svg>
      <figcaption>
        {about}. The highest bar is {number(top)} nats.
      </figcaption>
    </figure>
  );
}
