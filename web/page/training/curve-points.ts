import type { CurvePoint, EpochFigures } from '../../contract/index.js';

/** More points would not show and are slow to draw. */
export const MOST_POINTS = 2000;

/** Appends points to the curve. A run resumed within an epoch replaces that epoch's points. */
export function extended(
  curve: readonly CurvePoint[],
  added: readonly CurvePoint[],
): readonly CurvePoint[] {
  const [first] = added;
  if (!first) return curve;
  let end = curve.length;
  while (end > 0 && curve[end - 1]!.epoch >= first.epoch) end--;
  const whole = [...curve.slice(0, end), ...added];
  return whole.length > MOST_POINTS ? inPairs(whole) : whole;
}

/** The curve of a run that this page did not watch: one point per epoch. */
export function curveOf(history: readonly EpochFigures[]): readonly CurvePoint[] {
  let points: readonly CurvePoint[] = history;
  while (points.length > MOST_POINTS) points = inPairs(points);
  return points;
}

/** Halves the points: each new one is the mean of two. */
function inPairs(points: readonly CurvePoint[]): CurvePoint[] {
  return Array.from({ length: Math.floor(points.length / 2) }, (_, pair) => {
    const [first, last] = [points[2 * pair]!, points[2 * pair + 1]!];
    return {
      epoch: last.epoch,
      loss: (first.loss + last.loss) / 2,
      reconstruction: (first.reconstruction + last.reconstruction) / 2,
      kl: (first.kl + last.kl) / 2,
    };
  });
}
