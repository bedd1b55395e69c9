import type { NumericArray } from '../../../../readers/arrays/numeric-array.js';

/** Numbers as bytes from 0 to 255, and what was done. @throws a sentence for gaps and infinite values */
export function pixelBytes({ name, values }: NumericArray): {
  readonly pixels: Uint8Array<ArrayBuffer>;
  readonly note: string | null;
} {
  if (values instanceof Uint8Array) return blackAndWhite(values);
  const [least, most] = range(name, values);
  const { from, scale, note } = scaling(least, most);
  const pixels = new Uint8Array(values.length);
  for (let i = 0; i < values.length; ++i) pixels[i] = Math.round(scale * (values[i]! - from));
  return { pixels, note };
}

function range(name: string, values: NumericArray['values']): [least: number, most: number] {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) {
      throw new Error(
        `${name} has ${Number.isNaN(value) ? 'gaps (NaN)' : 'infinite values'} in its images; images ` +
          'cannot have those. Replace them by a number.',
      );
    }
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

function scaling(least: number, most: number) {
  if (least >= 0 && most <= 1)
    return { from: 0, scale: 255, note: 'Pixels from 0 to 1 were scaled to bytes from 0 to 255.' };
  if (least >= 0 && most <= 255)
    return { from: 0, scale: 1, note: 'Pixels from 0 to 255 were rounded to bytes.' };
  if (least >= -1 && most <= 1) {
    const note = 'Pixels from −1 to 1 were scaled to bytes from 0 to 255.';
    return { from: -1, scale: 127.5, note };
  }
  const text = (value: number) => `${Number(value.toPrecision(3))}`.replace('-', '−');
  return {
    from: least,
    // All are alike where there is no range.
    scale: most > least ? 255 / (most - least) : 0,
    note:
      `Pixels from ${text(least)} to ${text(most)}, as after standardizing, were scaled to bytes: ` +
      'the lowest value of all is black and the highest white.',
  };
}

/** Pixels of 0 and 1, such as booleans, would look black on black. */
function blackAndWhite(bytes: Uint8Array<ArrayBuffer>) {
  if (bytes.some((value) => value > 1)) return { pixels: bytes, note: null };
  return {
    pixels: bytes.map((value) => 255 * value),
    note: 'Pixels of 0 and 1 count as black and white.',
  };
}
