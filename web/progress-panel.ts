import type { Losses } from 'vae1';
import { element } from './element.js';

/** Where a training stands; the losses are means over the epoch so far. */
export interface Progress extends Losses {
  /** Of this training: 1, 2, ..., epochs. */
  epoch: number;
  epochs: number;
  batch: number;
  batches: number;
  rowsPerSecond: number | null;
  secondsLeft: number | null;
}

const INTEGER = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** What is going on: a sentence, a bar, the latest figures. */
export class ProgressPanel {
  #status = element('status', HTMLParagraphElement);
  #bar = element('progress', HTMLProgressElement);
  #loss = element('loss', HTMLElement);
  #reconstruction = element('reconstruction', HTMLElement);
  #kl = element('kl', HTMLElement);
  #rate = element('rate', HTMLElement);
  #backend = element('backend', HTMLElement);
  #latest: Progress | null = null;
  #frame = 0;

  /** A sentence in place of the position, and how much of it is done (0 to 1); without `fraction` the bar stays. */
  say(sentence: string, fraction?: number): void {
    if (this.#latest) this.#draw(this.#latest);
    this.#latest = null;
    this.#status.textContent = sentence;
    if (fraction !== undefined) this.#bar.value = fraction;
  }

  /** May be called for every batch: the page is touched once a frame. */
  show(progress: Progress): void {
    this.#latest = progress;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#latest) this.#draw(this.#latest);
    });
  }

  showBackend(text: string): void {
    this.#backend.textContent = text;
  }

  clear(): void {
    for (const figure of [this.#loss, this.#reconstruction, this.#kl, this.#rate]) {
      figure.textContent = '–';
    }
  }

  #draw(progress: Progress): void {
    const { epoch, epochs, batch, batches, rowsPerSecond, secondsLeft } = progress;
    const left = secondsLeft === null ? '' : `, ${duration(secondsLeft)} left`;
    this.#status.textContent =
      `Epoch ${INTEGER.format(epoch)} of ${INTEGER.format(epochs)}, ` +
      `batch ${INTEGER.format(batch)} of ${INTEGER.format(batches)}${left}`;
    this.#bar.value = (epoch - 1 + batch / batches) / epochs;
    this.#loss.textContent = progress.loss.toFixed(1);
    this.#reconstruction.textContent = progress.reconstruction.toFixed(1);
    this.#kl.textContent = progress.kl.toFixed(1);
    if (rowsPerSecond !== null) this.#rate.textContent = INTEGER.format(rowsPerSecond);
  }
}

/** A length of time for people: '8 s', '3 min', '1 h 20 min'. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
