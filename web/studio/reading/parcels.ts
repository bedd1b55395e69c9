import type { TableDataset } from '../session/dataset.js';
import { mulberry32, normalPair } from '../session/random.js';

const PARCELS = 1000;
/** Kilograms per litre, roughly. */
const CONTENTS = [
  ['books', 0.5],
  ['clothes', 0.12],
  ['tools', 0.8],
  ['toys', 0.2],
] as const;
/** Spread of the weights of parcels of one size and content. */
const SPREAD = 0.12;

/** The planted row, from 0. */
const ODD = 617;
/** A box of 30 litres of books weighs about 15 kg. Clothes of that size weigh 3.6 kg. */
const ODD_PARCEL = { contents: 0, length: 40, width: 30, height: 25, weight: 3.6 };

/**
 * Parcels with their contents, sizes and weights; the same each time. One is odd: each of its cells
 * is common, but a box of books of that size cannot be so light.
 */
export function parcels(): TableDataset {
  const random = mulberry32(5);
  const [length, width, height, weight] = Array.from(
    { length: 4 },
    () => new Float64Array(PARCELS),
  ) as [Sizes, Sizes, Sizes, Sizes];
  const codes = new Uint32Array(PARCELS);
  for (let i = 0; i < PARCELS; ++i) {
    const contents = Math.floor(CONTENTS.length * random());
    length[i] = Math.round(20 + 40 * random());
    width[i] = Math.round(length[i]! * (0.5 + 0.4 * random()));
    height[i] = Math.round(8 + 27 * random());
    const litres = (length[i]! * width[i]! * height[i]!) / 1000;
    const [noise] = normalPair(random);
    codes[i] = 1 + contents;
    weight[i] = tenths(CONTENTS[contents]![1] * litres * Math.exp(SPREAD * noise));
  }
  codes[ODD] = 1 + ODD_PARCEL.contents;
  length[ODD] = ODD_PARCEL.length;
  width[ODD] = ODD_PARCEL.width;
  height[ODD] = ODD_PARCEL.height;
  weight[ODD] = ODD_PARCEL.weight;
  return {
    kind: 'table',
    name: 'Parcels',
    rows: PARCELS,
    columns: [
      { kind: 'text', name: 'contents', codes, values: CONTENTS.map(([name]) => name) },
      { kind: 'numbers', name: 'length_cm', values: length },
      { kind: 'numbers', name: 'width_cm', values: width },
      { kind: 'numbers', name: 'height_cm', values: height },
      { kind: 'numbers', name: 'weight_kg', values: weight },
    ],
  };
}

type Sizes = Float64Array<ArrayBuffer>;

/** At least 0.1. */
function tenths(value: number): number {
  return Math.max(1, Math.round(10 * value)) / 10;
}
