import { CATEGORY_COLOURS } from '../ui/colours.js';

// Drawn by hand or by rule: they show what kind of data a sample is, not its rows.

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
  { x: 30, y: 32, width: 15, height: 8, colour: CATEGORY_COLOURS[1] },
  { x: 66, y: 14, width: 16, height: 8, colour: CATEGORY_COLOURS[3] },
  { x: 90, y: 33, width: 16, height: 8, colour: CATEGORY_COLOURS[2] },
];

export function PenguinsPicture() {
  return (
    <svg class="sample-picture" viewBox="0 0 120 48" aria-hidden="true">
      {SPECIES.flatMap(({ x, y, width, height, colour }) =>
        sunflower(22).map(([across, up], index) => (
          <circle
            key={`${x}-${index}`}
            cx={x + width * (across + 0.35 * up)}
            cy={y - height * up}
            r={1.7}
            fill={colour}
          />
        )),
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
    // A little in and out, so that it looks measured.
    const distance = radius + 1.3 * Math.sin(7.3 * index);
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

/** Points spread evenly over the unit disc, as the seeds of a sunflower are. */
function sunflower(points: number): [x: number, y: number][] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: points }, (_, index) => {
    const radius = Math.sqrt((index + 0.5) / points);
    return [radius * Math.cos(index * golden), radius * Math.sin(index * golden)];
  });
}
