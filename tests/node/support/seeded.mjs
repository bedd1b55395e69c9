/**
 * The first statements of a program whose data or model draw by chance, so that a test of what it
 * prints passes or fails each time: Math.random() and the seeds that models draw are the same each time.
 */
export const SEEDED = `{
  let state = 1;
  Math.random = () => (state = (48271 * state) % 2147483647) / 2147483647;
  crypto.getRandomValues = (words) => words.fill(1);
}
`;
