import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { CurvePoint, EpochFigures } from '../../contract/index.js';
import { number } from '../ui/format.js';
import { curve, history } from '../state/run.js';
import { onThemeChange, themeColour } from '../ui/colours.js';
import { MOST_POINTS } from './curve-points.js';
import { lossRange } from './loss-range.js';

const HEIGHT = 280;
/** Dash styles in the legend: of the epoch, then of the four losses. */
const MARKERS = ['solid', 'solid', 'dashed', 'dashed', 'dotted'] as const;

/** On the right, without lines of its own. */
const KL_AXIS = {
  ...{ scale: 'kl', side: 1, label: 'KL, nats per row', labelSize: 22, size: 58 },
  grid: { show: false },
} as const;

/** Live chart of loss, reconstruction, KL and held-out loss by epoch, in nats. */
export function LossChart() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => (place.current ? watchCurve(place.current) : undefined), []);
  return (
    <div
      ref={place}
      class="loss-chart"
      role="img"
      aria-label="Loss, reconstruction, KL divergence and held-out loss by epoch; the table of epochs has the figures."
    />
  );
}

/** Redraws when there is new data, at most once per frame. Returns a function that stops it. */
function watchCurve(place: HTMLElement): () => void {
  let plot = chart(place);
  let frame = 0;
  const draw = () => {
    frame = 0;
    plot.setData(lines(curve.value, history.value));
  };
  const endDrawing = effect(() => {
    // Reading both signals here makes a change of either one redraw.
    if (curve.value && history.value) frame ||= requestAnimationFrame(draw);
  });
  // uPlot takes its colours only when it is created.
  const endTheme = onThemeChange(() => {
    plot.destroy();
    plot = chart(place);
    draw();
  });
  const size = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: HEIGHT }));
  size.observe(place);
  return () => {
    endDrawing();
    endTheme();
    size.disconnect();
    cancelAnimationFrame(frame);
    plot.destroy();
  };
}

/** Epoch, loss, reconstruction, KL and held-out loss; null where a line has no point. */
type Lines = [number[], ...(number | null)[][]];

function lines(points: readonly CurvePoint[], epochs: readonly EpochFigures[]): Lines {
  const step = Math.ceil(epochs.length / MOST_POINTS);
  const heldOut = epochs.filter(({ validation }, index) => validation && index % step === 0);
  const all: Lines = [[], [], [], [], []];
  const add = (epoch: number, ...values: (number | null)[]) =>
    [epoch, ...values].forEach((value, line) => all[line]!.push(value as number));
  let next = 0;
  const addHeldOut = (upTo: number) => {
    for (; next < heldOut.length && heldOut[next]!.epoch < upTo; next++)
      add(heldOut[next]!.epoch, null, null, null, heldOut[next]!.validation!.loss);
  };
  for (const { epoch, loss, reconstruction, kl } of points) {
    addHeldOut(epoch);
    const here = heldOut[next]?.epoch === epoch ? heldOut[next++]!.validation!.loss : null;
    add(epoch, loss, reconstruction, kl, here);
  }
  addHeldOut(Infinity);
  return all;
}

function chart(place: HTMLElement): uPlot {
  const line = (label: string, colour: string, dash?: number[], scale = 'y'): uPlot.Series => ({
    scale,
    label,
    stroke: themeColour(colour),
    width: 2,
    spanGaps: true,
    // A line needs two points.
    points: { show: (plot) => plot.data[0].length === 1 },
    value: (plot, _value, series, place) => text(plot.data[series]!, place),
    ...(dash && { dash }),
  });
  const axis: uPlot.Axis = {
    stroke: themeColour('quiet'),
    grid: { stroke: themeColour('grid'), width: 1 },
    values: (_plot, splits) => splits.map(number),
    ticks: { stroke: themeColour('grid'), width: 1 },
  };
  return new uPlot(
    {
      width: place.clientWidth,
      height: HEIGHT,
      scales: {
        x: { time: false, range: (_plot, _low, high) => [0, Math.max(1, Math.ceil(high ?? 1))] },
        y: {
          range: ({ data: [, loss, reconstruction, , heldOut] }) =>
            lossRange([loss!, reconstruction!, heldOut!]),
        },
        // The KL divergence is mostly far below the losses and would flatten them.
        kl: { range: ({ data }) => [0, lossRange([data[3]!])[1]] },
      },
      series: [
        {
          label: 'Epoch',
          value: (plot, _value, _series, place) => text(plot.data[0], place),
        },
        line('Loss', 'loss'),
        line('Reconstruction', 'reconstruction', [8, 4]),
        line('KL', 'kl', [10, 4, 2, 4], 'kl'),
        line('Held-out loss', 'held-out', [3, 3]),
      ],
      axes: [
        { ...axis, label: 'Epoch', labelSize: 22, size: 34 },
        { ...axis, label: 'Nats per row', labelSize: 22 },
        { ...axis, ...KL_AXIS, stroke: themeColour('kl') },
      ],
      cursor: { drag: { x: false, y: false } },
      legend: { markers: { dash: (_plot, series) => MARKERS[series]! } },
    },
    [[], [], [], [], []],
    place,
  );
}

/**
 * A line's value in the legend: the last one up to the pointer's position. Empty without a pointer,
 * since the figures above the chart show the latest values.
 */
function text(values: ArrayLike<number | null | undefined>, place: number | null): string {
  if (place === null) return '';
  for (let index = place; index >= 0; index--) {
    const value = values[index];
    if (value !== null && value !== undefined) return number(value);
  }
  return '–';
}
