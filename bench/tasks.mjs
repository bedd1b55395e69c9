/** The measurements of the library in one environment: Node, or a page. */

export const BATCHES = [32, 128, 512];

/** The id of a measurement. Tables and ratios look it up by this id. */
export const taskId = (environment, { kind, ...rest }) =>
  [environment, kind, ...Object.entries(rest).map(([name, value]) => `${name}=${value}`)].join(' ');

/**
 * @param {{ id: string, builds: object[], auto: object, measure: (task: object) => Promise<object>
 *   }} environment the result of availableBuilds() in vae1/measure.mjs, and how to measure there
 */
export function environmentTasks({ id, builds, auto, measure }) {
  const families = [...new Set(builds.map(({ family }) => family))];
  const threaded = builds.some(({ threads }) => threads.includes(2));
  const tasks = [];
  for (const family of families)
    for (const threads of [1, 2]) tasks.push({ kind: 'limit', family, threads });
  for (const { build, threads: counts } of builds)
    for (const threads of counts)
      for (const batchSize of BATCHES) tasks.push(training('digits', batchSize, build, threads));

  for (const batchSize of [32, 128])
    tasks.push({ ...training('digits', batchSize, 'auto', 1), deterministic: true });
  tasks.push(training('table', 32, 'auto', 'auto'));
  for (const threads of threaded ? [1, 2] : [1]) {
    tasks.push(training('table', 32, auto[threads], threads));
    tasks.push(training('wide', 128, auto[threads], threads));
    for (const kind of ['generate', 'encode'])
      tasks.push({ kind, net: 'digits', build: auto[threads], threads });
  }
  return tasks.map((task) => ({ id: taskId(id, task), task, run: () => measure(task) }));
}

export const training = (net, batchSize, build, threads) => ({
  ...{ kind: 'train', net, batchSize, build, threads },
});
