import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { EpochFigures, RunCurves } from '../../contract/index.js';
import { number } from '../ui/format.js';
import { onThemeChange, themeColour } from '../ui/colours.js';
import { lossRange } from '../training/loss-range.js';

const HEIGHT = 280;

export const COMPARED_CURVES = [
  ['loss', 'Loss'],
  ['held-out', 'Held-out loss'],
  ['reconstruction', 'Reconstruction'],
  ['kl', 'KL divergence'],
] as const;

export type ComparedCurve = (typeof COMPARED_CURVES)[number][0];

/** Colour and dash of each line; the dashes tell the lines apart without colours. */
const LINES = [
  { colour: 'loss', dash: [], marker: 'solid' },
  { colour: 'reconstruction', dash: [10, 5], marker: 'dashed' },
  { colour: 'kl', dash: [3, 3], marker: 'dotted' },
  { colour: 'held-out', dash: [12, 4, 3, 4], marker: 'dashed' },
] as const;

interface ComparisonChartProps {
  shown: ComparedCurve;
  letters: readonly string[];
  curves: readonly RunCurves[];
}

/** One curve of each run, by epoch. The table beneath has the last values. */
export function ComparisonChart({ shown, letters, curves }: ComparisonChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [, name] = COMPARED_CURVES.find(([curve]) => curve === shown)!;
  const lines = linesOf(shown, curves);
  useEffect(() => {
    const element = place.current!;
    let plot = chart(element, letters, lines);
    const endTheme = onThemeChange(() => {
      plot.destroy();
      plot = chart(element, letters, lines);
    });
    const size = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: HEIGHT }),
    );
    size.observe(element);
    return () => {
      endTheme();
      size.disconnect();
      plot.destroy();
    };
  }, []);
  return (
    <>
      <div
        ref={place}
        class="loss-chart"
        role="img"
        aria-label={`${name} of runs ${letters.join(', ')} by epoch, in nats per row. The table has the last values.`}
      />
      {lines.slice(1).every((line) => line.every((value) => value === null)) && (
        <p class="hint">None of these runs has this curve.</p>
      )}
    </>
  );
}

type Lines = [number[], ...(number | null)[][]];

function linesOf(shown: ComparedCurve, curves: readonly RunCurves[]): Lines {
  const epochs = Math.max(0, ...curves.map(({ history }) => history.length));
  return [
    Array.from({ length: epochs }, (_, index) => index + 1),
    ...curves.map(({ history }) =>
      Array.from({ length: epochs }, (_, index) => valueOf(shown, history[index])),
    ),
  ];
}

function valueOf(shown: ComparedCurve, epoch: EpochFigures | undefined): number | null {
  if (!epoch) return null;
  return shown === 'held-out' ? (epoch.validation?.loss ?? null) : epoch[shown];
}

function chart(place: HTMLElement, letters: readonly string[], lines: Lines): uPlot {
  const axis: uPlot.Axis = {
    stroke: themeColour('quiet'),
    grid: { stroke: themeColour('grid'), width: 1 },
    ticks: { stroke: themeColour('grid'), width: 1 },
  };
  return new uPlot(
    {
      width: place.clientWidth,
      height: HEIGHT,
      scales: {
        x: { time: false, range: (_plot, _low, high) => [0, Math.max(1, high ?? 1)] },
        y: { range: (plot) => lossRange(plot.data.slice(1)) },
      },
      series: [
        { label: 'Epoch', value: (_plot, value: number | null) => String(value ?? '') },
        ...letters.map((letter, index) => ({
          label: letter,
          stroke: themeColour(LINES[index]!.colour),
          width: 2,
          dash: [...LINES[index]!.dash],
          points: { show: lines[0].length === 1 },
          value: (_plot: uPlot, value: number | null) => (value === null ? '' : number(value)),
        })),
      ],
      axes: [
        { ...axis, label: 'Epoch', labelSize: 22, size: 34 },
        { ...axis, label: 'Nats per row', labelSize: 22 },
      ],
      cursor: { drag: { x: false, y: false } },
      legend: {
        markers: { dash: (_plot, series) => (series === 0 ? 'solid' : LINES[series - 1]!.marker) },
      },
    },
    lines,
    place,
  );
}
