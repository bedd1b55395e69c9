import { setTimeout as sleep } from 'node:timers/promises';

/** The number of worker threads of this process. */
export const workers = () => process.report.getReport().workers.length;

/** Waits until threads that were told to end have ended. */
export async function untilNoWorker() {
  for (let i = 0; workers() > 0; i++) {
    if (i === 1000) throw new Error(`${workers()} workers do not end`);
    await sleep(20);
  }
}
