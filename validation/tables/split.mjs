import { randomStream } from './random.mjs';

/** A random fifth of the rows (or another share) is held out, another one for each seed. */
export function trainAndHoldout(rows, seed, share = 0.2) {
  const shuffled = randomStream(seed, 'holdout').shuffled(rows);
  const held = Math.round(share * rows.length);
  return { train: shuffled.slice(held), holdout: shuffled.slice(0, held) };
}
