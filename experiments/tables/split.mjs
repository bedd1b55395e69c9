import { randomStream } from './random.mjs';

/** Holds out a random fifth of the rows (or another share), a different one for each seed. */
export function trainAndHoldout(rows, seed, share = 0.2) {
  const shuffled = randomStream(seed, 'holdout').shuffled(rows);
  const held = Math.round(share * rows.length);
  return { train: shuffled.slice(held), holdout: shuffled.slice(0, held) };
}
