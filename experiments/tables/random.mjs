/**
 * Random numbers of a named stream. Equal seeds and purposes give equal numbers, different ones
 * independent numbers. The generator is Mulberry32, with a state hashed from both by FNV-1a.
 *
 * @returns {{ uniform(): number, normal(): number, below(n: number): number, shuffled<T>(values:
 *   T[]): T[] }} uniform: in (0, 1); normal: standard normal; below: an integer in [0, n)
 */
export function randomStream(seed, purpose) {
  let state = 0x811c9dc5;
  for (const character of `${purpose} ${seed}`)
    state = Math.imul(state ^ character.codePointAt(0), 0x01000193) >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return (((word ^ (word >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  const below = (n) => Math.floor(uniform() * n);
  return {
    uniform,
    below,
    normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
    shuffled: (values) => {
      const order = [...values];
      for (let i = order.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [order[i], order[j]] = [order[j], order[i]];
      }
      return order;
    },
  };
}
