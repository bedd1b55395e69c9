/**
 * The tasks of one page's thread, out of a trace that Chromium took with the categories
 * `disabled-by-default-devtools.timeline` and `blink.user_timing`.
 *
 * Each task has `wall`, how long it took by the clock (time in which other programs had the
 * processor counts too), and `cpu`, the processor time that the thread itself spent; both in ms.
 */
export class PageTasks {
  #tasks;
  #marks = new Map();

  /** @param mark the name of a performance.mark() that tells the page's thread from others. */
  constructor(traceEvents, mark) {
    const marks = traceEvents.filter(({ cat }) => cat.includes('blink.user_timing'));
    const { pid, tid } = marks.find(({ name }) => name === mark);
    const ofPage = (event) => event.pid === pid && event.tid === tid;
    for (const { name, ts } of marks.filter(ofPage)) this.#marks.set(name, ts);
    this.#tasks = traceEvents
      .filter((event) => event.name === 'RunTask' && event.ph === 'X' && ofPage(event))
      .map(({ ts, dur, tdur }) => ({ ts, wall: dur / 1000, cpu: tdur / 1000 }));
  }

  /** The task in which this mark was set. */
  at(mark) {
    const ts = this.#time(mark);
    return this.#tasks.find((task) => task.ts <= ts && ts <= task.ts + 1000 * task.wall);
  }

  /** The tasks that began after the one mark was set and before the other. */
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
