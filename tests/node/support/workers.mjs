import { setTimeout as sleep } from 'node:timers/promises';

/** The number of worker threads of this process. */
export const workers = () => process.report.getReport().workers.length;

/** Waits until threads that were told to end have ended, all but as many. */
export async function untilWorkers(left) {
  for (let i = 0; workers() > left; i++) {
    if (i === 1000) throw new Error(`${workers()} workers do not end`);
    await sleep(20);
  }
}

export const untilNoWorker = () => untilWorkers(0);
