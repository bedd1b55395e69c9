/** Numbers from 0 to 1, by Lehmer's generator; equal seeds give equal numbers. */
export function generator(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 0x7fffffff) / 0x7fffffff;
}
