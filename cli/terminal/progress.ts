/** How progress is shown, on standard error. */
export type ProgressStyle = 'bar' | 'lines' | 'json' | 'quiet';

/** Figures of a step, for programs. */
export type Figures = Readonly<Record<string, number | string | null>>;

/** Least time between two updates, in ms. */
const EVERY: Readonly<Record<ProgressStyle, number>> = {
  ...{ bar: 80, lines: 5000, json: 500, quiet: Infinity },
};
const BAR = 24;

/** Tells a person or a program how far a command is: a bar on a terminal, lines in a log, or JSON. */
export class Progress {
  readonly #style: ProgressStyle;
  #step = '';
  #began = 0;
  #shown = -Infinity;
  #bar = false;

  constructor(style: ProgressStyle) {
    this.#style = style;
  }

  get style(): ProgressStyle {
    return this.#style;
  }

  /**
   * @param what The step, such as 'Training'.
   * @param fraction How much of it is done, from 0 to 1; null if that is not known.
   * @param detail What else a person wants to know of it now.
   */
  report(what: string, fraction: number | null, detail = ''): void {
    if (this.#style === 'quiet') return;
    const now = performance.now();
    if (what !== this.#step) {
      [this.#step, this.#began] = [what, now];
      // A step that takes no time is not worth a line.
      this.#shown = this.#style === 'lines' ? now - EVERY.lines + 1000 : -Infinity;
    }
    if (now - this.#shown < EVERY[this.#style]) return;
    this.#shown = now;
    const share = fraction === null ? '' : `${Math.floor(100 * Math.min(1, fraction))} %`;
    const left = fraction ? ((now - this.#began) / 1000) * (1 / fraction - 1) : null;
    if (this.#style === 'json') {
      this.#write(`${JSON.stringify({ event: 'progress', what, fraction })}\n`);
    } else if (this.#style === 'lines') {
      this.#write(`${[what, share, detail].filter(Boolean).join(', ')}\n`);
    } else {
      const parts = [share.padStart(5), detail, left !== null && left > 2 ? timeText(left) : ''];
      this.#draw(`${what} ${bar(fraction)}${parts.filter(Boolean).join('  ')}`);
    }
  }

  /** What programs alone want to know each time. */
  event(event: string, figures: Figures): void {
    if (this.#style === 'json') this.#write(`${JSON.stringify({ event, ...figures })}\n`);
  }

  /** A sentence that a person should see, whatever the progress is, but can do without. */
  note(message: string): void {
    if (this.#style !== 'quiet') this.say(message);
  }

  /** A sentence that is the only way to know something, so that it is said even to who wants no notes. */
  say(message: string): void {
    if (this.#style === 'json') this.#write(`${JSON.stringify({ event: 'note', message })}\n`);
    else {
      this.clear();
      this.#write(`${message}\n`);
    }
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.#bar) this.#write('\r\x1b[K');
    this.#bar = false;
  }

  #draw(text: string): void {
    const width = (process.stderr.columns || 80) - 1;
    this.#bar = true;
    this.#write(`\r${text.slice(0, width)}\x1b[K`);
  }

  #write(text: string): void {
    process.stderr.write(text);
  }
}

function bar(fraction: number | null): string {
  if (fraction === null) return '';
  const full = Math.round(BAR * Math.min(1, fraction));
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)} `;
}

function timeText(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min left` : `${(minutes / 60).toFixed(1)} h left`;
}
