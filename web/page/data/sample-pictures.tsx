import { CATEGORY_COLOURS } from '../ui/colours.js';

// Sketches of the kind of data in each sample; they do not show its rows.

export function DigitsPicture() {
  return (
    <svg class="sample-picture digits" viewBox="0 0 120 48" aria-hidden="true">
      <path d="M18 14c3-5 12-4 12 2 0 4-5 6-8 7 5 0 10 2 9 8-1 6-10 8-15 3" />
      <path d="M62 11c-7 0-11 7-11 14 0 6 4 11 9 11 6 0 11-6 11-13 0-7-4-12-9-12z" />
      <path d="M88 14c6 0 11 0 15-1-4 7-8 15-9 24M90 26c4-1 8-1 12-2" />
    </svg>
  );
}

const SPECIES = [
  { x: 26, y: 30, colour: CATEGORY_COLOURS[1] },
  { x: 62, y: 16, colour: CATEGORY_COLOURS[3] },
  { x: 92, y: 32, colour: CATEGORY_COLOURS[2] },
];

export function PenguinsPicture() {
  return (
    <svg class="sample-picture" viewBox="0 0 120 48" aria-hidden="true">
      {SPECIES.flatMap(({ x, y, colour }) =>
        Array.from({ length: 26 }, (_, index) => {
          const angle = 2 * Math.PI * scatter(index + x);
          const distance = 3 * scatter(index + y) + 9 * scatter(index + x + y);
          const across = distance * Math.cos(angle);
          const up = distance * Math.sin(angle);
          return (
            <circle
              key={`${x}-${index}`}
              cx={x + 1.4 * across + 0.5 * up}
              cy={y - up}
              r={1.5}
              fill={colour}
            />
          );
        }),
      )}
    </svg>
  );
}

export function RingsPicture() {
  return (
    <svg class="sample-picture" viewBox="0 0 120 48" aria-hidden="true">
      {ring(40, 20, CATEGORY_COLOURS[0])}
      {ring(20, 9, CATEGORY_COLOURS[1])}
    </svg>
  );
}

function ring(points: number, radius: number, colour: string) {
  return Array.from({ length: points }, (_, index) => {
    const angle = (2 * Math.PI * index) / points;
    // A little noise, so that it looks like a measurement.
    const distance = radius + 2.4 * (scatter(index + radius) - 0.5);
    return (
      <circle
        key={`${radius}-${index}`}
        cx={60 + distance * Math.cos(angle)}
        cy={24 + distance * Math.sin(angle)}
        r={1.5}
        fill={colour}
      />
    );
  });
}

/** A pseudorandom number from 0 to 1; equal indices give equal numbers. */
function scatter(index: number): number {
  const value = 43758.5453 * Math.sin(12.9898 * index + 1);
  return value - Math.floor(value);
}
