/** ln 2, and the square root of 1/2. */
const [LN2, ROOT] = [0.6931471805599453, 0.7071067811865476];

/**
 * The natural logarithm of a positive number. Math.log() may differ in its last bit between JavaScript
 * engines; this uses exactly rounded operations only, since losses go into model files.
 */
export function logarithm(x: number): number {
  let exponent = 0;
  for (; x < ROOT; x *= 2) exponent--;
  for (; x >= 2 * ROOT; x /= 2) exponent++;
  // log((1 + s) / (1 - s)) = 2 (s + s^3 / 3 + s^5 / 5 + ...), and |s| < 0.172.
  const s = (x - 1) / (x + 1);
  let sum = 0;
  for (let power = 21; power > 0; power -= 2) sum = sum * s * s + 1 / power;
  return exponent * LN2 + 2 * s * sum;
}
