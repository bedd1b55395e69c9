import { themeColour } from '../ui/colours.js';

/** Of -1 and 1: Okabe and Ito's vermilion and blue. The middle is the card's own colour. */
const ENDS = { negative: [213, 94, 0], positive: [0, 114, 178] } as const;

/** What gives the colour of a value from -1 to 1 in the theme of the moment. */
export function divergingScale(): (value: number) => string {
  const middle = channels(themeColour('raised'));
  return (value) => {
    const end = value < 0 ? ENDS.negative : ENDS.positive;
    const part = Math.min(1, Math.abs(value));
    const mix = end.map((channel, i) => Math.round(middle[i]! + part * (channel - middle[i]!)));
    return `rgb(${mix.join(' ')})`;
  };
}

/** Of '#rrggbb'. */
function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
}
