import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { CurvePoints } from './loss-curve.js';

const HEIGHT = 280;

/** A chart of the three losses in nats against the epoch, as wide as its container. */
export class LossChart {
  #container: HTMLElement;
  #plot: uPlot;
  #points: CurvePoints = [[], [], [], []];
  #frame = 0;

  constructor(container: HTMLElement) {
    this.#container = container;
    this.#plot = this.#build();
    new ResizeObserver(() => {
      this.#plot.setSize({ width: container.clientWidth, height: HEIGHT });
    }).observe(container);
    // uPlot takes its colours once, when it is built.
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.#plot.destroy();
      this.#plot = this.#build();
    });
  }

  /** Shows these points, at the next frame; more may be pushed on to them before it. */
  show(points: CurvePoints): void {
    this.#points = points;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#plot.setData(this.#points);
      const loss = this.#points[1].at(-1);
      if (loss !== undefined) this.#describe(loss);
    });
  }

  #describe(loss: number): void {
    const label = `Loss by epoch, now ${loss.toFixed(1)} nats; the table has the figures.`;
    this.#container.setAttribute('aria-label', label);
  }

  #build(): uPlot {
    const colour = (name: string) =>
      getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    const line = (label: string, name: string, dash?: number[]): uPlot.Series => ({
      label,
      stroke: colour(name),
      width: 2,
      value: (plot, value, series) => number(value ?? plot.data[series]!.at(-1), 1),
      points: { show: false },
      ...(dash && { dash }),
    });
    const axis: uPlot.Axis = {
      stroke: colour('quiet'),
      grid: { stroke: colour('grid'), width: 1 },
      ticks: { stroke: colour('grid'), width: 1 },
    };
    return new uPlot(
      {
        width: this.#container.clientWidth,
        height: HEIGHT,
        scales: { x: { time: false, range: epochRange }, y: { range: lossRange } },
        series: [
          { label: 'Epoch', value: (plot, value) => number(value ?? plot.data[0].at(-1), 2) },
          line('Loss', 'loss'),
          line('Reconstruction', 'reconstruction', [8, 4]),
          line('KL', 'kl', [10, 4, 2, 4]),
        ],
        axes: [
          { ...axis, label: 'Epoch', labelSize: 22, size: 34 },
          { ...axis, label: 'Nats per image', labelSize: 22 },
        ],
        cursor: { drag: { x: false, y: false } },
      },
      this.#points,
      this.#container,
    );
  }
}

// Under the cursor or, without one, the latest.
function number(value: number | null | undefined, digits: number): string {
  return value?.toFixed(digits) ?? '–';
}

function epochRange(_plot: uPlot, _min: number | null, max: number | null): [number, number] {
  return [0, Math.max(1, Math.ceil(max ?? 1))];
}

// The first batches lie several times higher than the rest: up to where they would flatten it, the
// scale follows the median instead of them.
function lossRange(plot: uPlot, _min: number | null, max: number | null): [number, number] {
  const losses = [...(plot.data[1] as number[])].sort((a, b) => a - b);
  const median = losses[Math.floor(losses.length / 2)];
  if (median === undefined || max === null) return [0, 200];
  return [0, Math.min(1.1 * max, 1.7 * median)];
}
