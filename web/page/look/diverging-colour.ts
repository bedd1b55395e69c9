import { themeColour } from '../ui/colours.js';

/** The colours of -1 and 1: Okabe and Ito's vermilion and blue. 0 has the card's own colour. */
const ENDS = { negative: [213, 94, 0], positive: [0, 114, 178] } as const;

/** The colours of a cell and of the text on it. */
export interface CellColours {
  readonly fill: string;
  readonly ink: string;
}

/** Returns a function that gives the colours of a value from -1 to 1 in the current theme. */
export function divergingScale(): (value: number) => CellColours {
  const middle = channels(themeColour('raised'));
  return (value) => {
    const end = value < 0 ? ENDS.negative : ENDS.positive;
    const part = Math.min(1, Math.abs(value));
    const mix = end.map((channel, i) => Math.round(middle[i]! + part * (channel - middle[i]!)));
    return { fill: `rgb(${mix.join(' ')})`, ink: luminance(mix) > 0.179 ? '#000000' : '#ffffff' };
  };
}

/** Relative luminance of WCAG 2. At 0.179, black and white contrast equally: 4.58. */
function luminance(colour: readonly number[]): number {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Of '#rrggbb'. */
function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
}
