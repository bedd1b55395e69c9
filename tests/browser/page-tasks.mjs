/**
 * The tasks of a page's main thread, from a Chromium trace with the categories
 * `disabled-by-default-devtools.timeline` and `blink.user_timing`.
 *
 * Each task has `wall`, its duration by the clock, including time when other programs used the
 * processor, and `cpu`, the thread's own processor time; both in ms.
 */
export class PageTasks {
  #tasks;
  #marks = new Map();

  /** @param mark the name of a performance.mark() that identifies the page's thread. */
  constructor(traceEvents, mark) {
    const marks = traceEvents.filter(({ cat }) => cat.includes('blink.user_timing'));
    const { pid, tid } = marks.find(({ name }) => name === mark);
    const ofPage = (event) => event.pid === pid && event.tid === tid;
    for (const { name, ts } of marks.filter(ofPage)) this.#marks.set(name, ts);
    this.#tasks = traceEvents
      .filter((event) => event.name === 'RunTask' && event.ph === 'X' && ofPage(event))
      // Chromium may leave out `tdur`. Processor time is at most the time by the clock.
      .map(({ ts, dur, tdur = dur }) => ({ ts, wall: dur / 1000, cpu: tdur / 1000 }));
  }

  /** The task that set this mark. */
  at(mark) {
    const ts = this.#time(mark);
    return this.#tasks.find((task) => task.ts <= ts && ts <= task.ts + 1000 * task.wall);
  }

  /** The tasks that began between the two marks. */
  between(first, last) {
    return this.#tasks.filter(({ ts }) => ts > this.#time(first) && ts < this.#time(last));
  }

  #time(mark) {
    if (!this.#marks.has(mark)) throw new Error(`The trace holds no mark '${mark}'.`);
    return this.#marks.get(mark);
  }
}

/** 'longest of 4,000 tasks: 12.3 ms of processor time, 15.1 ms by the clock' */
export function describeTasks(tasks) {
  const longest = (measure) => Math.max(0, ...tasks.map((task) => task[measure])).toFixed(1);
  return (
    `longest of ${tasks.length} tasks: ${longest('cpu')} ms of processor time, ` +
    `${longest('wall')} ms by the clock`
  );
}
