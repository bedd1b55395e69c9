/**
 * Measures every task once per round. Odd rounds reverse the order, so that a machine that warms up
 * or slows down favours no task.
 *
 * @param {{ id: string, run: () => Promise<{ value: number, backend?: object }> }[]} tasks
 * @param {{ rounds: number, progress?: (text: string) => void }} options
 * @returns {Promise<Map<string, { values: number[], backend?: object, error?: string }>>} by `id`;
 *   values[r] was measured in round r. A task that fails is not tried again.
 */
export async function measureRounds(tasks, { rounds, progress = () => {} }) {
  const samples = new Map(tasks.map(({ id }) => [id, { values: [] }]));
  for (let round = 0; round < rounds; ++round) {
    for (const { id, run } of round % 2 ? tasks.toReversed() : tasks) {
      const sample = samples.get(id);
      if (sample.error) continue;
      progress(`round ${round + 1} of ${rounds}: ${id}`);
      try {
        const { value, backend } = await run();
        sample.values[round] = value;
        sample.backend = backend;
      } catch (error) {
        sample.error = String(error.message ?? error);
        progress(`${id} failed: ${sample.error}\n`);
      }
    }
  }
  return samples;
}
