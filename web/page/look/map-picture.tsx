import { effect, type Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { announce } from '../ui/announcement.js';
import { themeColour } from '../ui/colours.js';
import {
  acrossToPixel,
  pixelsOf,
  placeAt,
  upToPixel,
  type MapFrame,
  type Place,
} from './map-frame.js';
import { inFrames } from '../ui/in-frames.js';
import { labelPlaces } from './label-places.js';
import { paintPoints, type PointLook } from './paint-points.js';
import { PointIndex } from './point-index.js';
import { useDark } from './use-dark.js';
import { useWidth } from './use-width.js';

interface MapPictureProps {
  label: string;
  /** n x 2. */
  points: Float32Array;
  frame: MapFrame;
  looks: readonly PointLook[];
  lookOf: Uint16Array;
  /** Category names and where to write them, the most important first: some may find no room. */
  names: readonly (Place & { readonly name: string })[];
  /** Where the model decodes. */
  cursor: Signal<Place>;
  /** The index of the point near the pointer or cursor. */
  near: Signal<number | null>;
  /** Drawn beneath the points. */
  children?: ComponentChildren;
}

/** Points on a plane, with a cursor that can be placed and dragged anywhere. */
export function MapPicture(props: MapPictureProps) {
  const { label, points, frame, looks, lookOf, names, cursor, near, children } = props;
  const box = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const width = useWidth(box);
  const density = Math.min(devicePixelRatio, MOST_DENSITY);
  const size = Math.round(width * density);
  const dark = useDark();

  const pixels = useMemo(() => pixelsOf(points, frame, size), [points, frame, size]);
  const index = useMemo(() => new PointIndex(pixels, Math.max(1, size)), [pixels]);

  // The points are drawn once; the moving marks have their own canvas above them.
  useEffect(() => {
    const canvas = layer.current;
    if (size === 0 || !canvas) return;
    const image = new ImageData(size, size);
    const radius = density * radiusOf(lookOf.length);
    return inFrames(paintPoints(image, { pixels, looks, lookOf }, radius), () => {
      const context = sized(canvas, size);
      context.putImageData(image, 0, 0);
      writeNames(context, names, frame, size, density);
    });
  }, [pixels, looks, lookOf, names, dark]);

  useEffect(() => {
    const canvas = overlay.current;
    if (size === 0 || !canvas) return;
    const context = sized(canvas, size);
    let asked = 0;
    const draw = () => {
      asked = 0;
      context.clearRect(0, 0, size, size);
      const point = near.value;
      if (point !== null && 2 * point < pixels.length)
        ring(context, pixels[2 * point]!, pixels[2 * point + 1]!, 6 * density, density);
      const { across, up } = cursor.value;
      cross(context, acrossToPixel(across, frame, size), upToPixel(up, frame, size), density);
    };
    const end = effect(() => {
      void [near.value, cursor.value];
      asked ||= requestAnimationFrame(draw);
    });
    return () => {
      end();
      cancelAnimationFrame(asked);
    };
  }, [pixels, frame, cursor, near, dark]);

  const lookAt = (x: number, y: number) => (near.value = index.nearest(x, y, REACH * density));
  const put = (x: number, y: number) => {
    const within = (pixel: number) => Math.min(size, Math.max(0, pixel));
    cursor.value = placeAt(within(x), within(y), frame, size);
  };
  const point = (event: PointerEvent) => {
    const from = overlay.current!.getBoundingClientRect();
    const x = ((event.clientX - from.left) / from.width) * size;
    const y = ((event.clientY - from.top) / from.height) * size;
    lookAt(x, y);
    if (event.buttons !== 0) put(x, y);
  };
  const step = (event: KeyboardEvent) => {
    const [dx, dy] = ARROWS[event.key] ?? [0, 0];
    if (dx === 0 && dy === 0) return;
    event.preventDefault();
    const length = (event.shiftKey ? 0.1 : 0.02) * size;
    const x = acrossToPixel(cursor.value.across, frame, size) + dx * length;
    const y = upToPixel(cursor.value.up, frame, size) + dy * length;
    put(x, y);
    lookAt(x, y);
  };

  const tell = ({ key }: KeyboardEvent) => {
    const { across, up } = cursor.value;
    if (key in ARROWS) announce(`Across ${across.toFixed(2)}, up ${up.toFixed(2)}.`);
  };

  return (
    <div
      class="map-picture"
      ref={box}
      role="application"
      aria-label={label}
      tabIndex={0}
      onKeyDown={step}
      onKeyUp={tell}
      onPointerDown={(event) => {
        overlay.current!.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={point}
      onPointerLeave={() => (near.value = null)}
    >
      {children}
      <canvas ref={layer} aria-hidden="true" />
      <canvas ref={overlay} aria-hidden="true" />
    </div>
  );
}

/** A higher density does not show in points and is slow to paint. */
const MOST_DENSITY = 2;
/** How far a point may be from the pointer, in CSS pixels. */
const REACH = 24;

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A point's radius, in CSS pixels; smaller when there are many points. */
function radiusOf(points: number): number {
  return Math.min(3.5, 3.5 * (500 / points) ** 0.25);
}

function sized(canvas: HTMLCanvasElement, size: number): CanvasRenderingContext2D {
  canvas.width = size;
  canvas.height = size;
  return canvas.getContext('2d')!;
}

function writeNames(
  context: CanvasRenderingContext2D,
  names: MapPictureProps['names'],
  frame: MapFrame,
  size: number,
  density: number,
): void {
  context.font = `600 ${15 * density}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 4 * density;
  context.strokeStyle = themeColour('card');
  context.fillStyle = themeColour('ink');
  const labels = names.map(({ name, across, up }) => ({
    x: acrossToPixel(across, frame, size),
    y: upToPixel(up, frame, size),
    width: context.measureText(name).width + context.lineWidth,
    height: 20 * density,
  }));
  for (const [index, place] of labelPlaces(labels, size).entries()) {
    if (!place) continue;
    context.strokeText(names[index]!.name, place.x, place.y);
    context.fillText(names[index]!.name, place.x, place.y);
  }
}

function ring(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  density: number,
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  outlined(context, density);
}

function cross(context: CanvasRenderingContext2D, x: number, y: number, density: number): void {
  ring(context, x, y, 9 * density, density);
  context.beginPath();
  for (const [dx, dy] of Object.values(ARROWS)) {
    context.moveTo(x + 4 * density * dx, y + 4 * density * dy);
    context.lineTo(x + 14 * density * dx, y + 14 * density * dy);
  }
  outlined(context, density);
}

/** A line that shows on any background. */
function outlined(context: CanvasRenderingContext2D, density: number): void {
  context.lineWidth = 4.5 * density;
  context.strokeStyle = themeColour('card');
  context.stroke();
  context.lineWidth = 2 * density;
  context.strokeStyle = themeColour('ink');
  context.stroke();
}
