import { useEffect, useRef } from 'preact/hooks';
import { onThemeChange, themeColour } from '../ui/colours.js';

/** Minimum and maximum across, then up. */
export type Limits = [left: number, right: number, bottom: number, top: number];

interface ScatterProps {
  /** What it shows, for screen readers. */
  label: string;
  /** n x 2. */
  points: Float64Array | null;
  limits: Limits;
  /** A colour name of the style sheet. */
  colour: string;
}

/** Canvas pixels per side, enough for high-density screens. */
const SIZE = 640;
const MARGIN = 12;

export function Scatter({ label, points, limits, colour }: ScatterProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    // Null if the view was left before it was drawn.
    const element = canvas.current;
    if (!element) return undefined;
    let frame = 0;
    const redraw = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => draw(element, points, limits, colour));
    };
    redraw();
    const stop = onThemeChange(redraw);
    return () => {
      cancelAnimationFrame(frame);
      stop();
    };
  }, [points, colour, ...limits]);
  return (
    <canvas ref={canvas} class="scatter" role="img" aria-label={label} width={SIZE} height={SIZE} />
  );
}

function draw(
  canvas: HTMLCanvasElement,
  points: Float64Array | null,
  [left, right, bottom, top]: Limits,
  colour: string,
): void {
  const context = canvas.getContext('2d')!;
  context.clearRect(0, 0, SIZE, SIZE);
  if (!points) return;
  const room = SIZE - 2 * MARGIN;
  const n = points.length / 2;
  // With few points each one should show; with many, the density.
  const side = n > 2000 ? 4 : n > 500 ? 6 : 8;
  context.globalAlpha = n > 2000 ? 0.45 : 0.6;
  context.fillStyle = themeColour(colour);
  for (let i = 0; i < points.length; i += 2) {
    const x = MARGIN + (room * (points[i]! - left)) / (right - left);
    const y = MARGIN + (room * (top - points[i + 1]!)) / (top - bottom);
    context.fillRect(x - side / 2, y - side / 2, side, side);
  }
}
