import type { Colouring } from '../../contract/index.js';
import { CATEGORY_COLOURS, scaleColour } from '../ui/colours.js';
import type { PointLook } from './paint-points.js';

/** How a category looks in the legend and on the map. */
export interface CategoryLook {
  readonly colour: string;
  readonly mark: PointLook['mark'];
}

/** The last colour is grey: it marks everything that is not one of the named values. */
const OF_VALUES = CATEGORY_COLOURS.slice(0, -1);
const GREY = CATEGORY_COLOURS.at(-1)!;

/** After the last colour, the colours repeat with another mark. */
export function categoryLook(code: number, ofValues: number): CategoryLook {
  if (code >= ofValues) return { colour: GREY, mark: code === ofValues ? 'dot' : 'plus' };
  return {
    colour: OF_VALUES[code % OF_VALUES.length]!,
    mark: code < OF_VALUES.length ? 'dot' : 'plus',
  };
}

/** The ends of a scale of colours. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Whether there are values below or above, which get the end's colour. */
  readonly below: boolean;
  readonly above: boolean;
}

/**
 * From the 1st to the 99th percentile: a few outliers must not leave all other values in one
 * colour.
 */
export function scaleOf(values: Float64Array): Scale | null {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return null;
  const low = sorted[Math.floor(0.01 * (sorted.length - 1))]!;
  const high = sorted[Math.ceil(0.99 * (sorted.length - 1))]!;
  return { low, high, below: sorted[0]! < low, above: sorted.at(-1)! > high };
}

/**
 * A colour of the scale, without the part too dark for a dark theme or too light for a light one.
 */
export function shownColour(place: number, dark: boolean): string {
  return scaleColour(dark ? 0.2 + 0.8 * place : 0.93 * place);
}

/** Steps into which the scale is divided. */
const STEPS = 64;

/** Which points stand out. */
export interface Choice {
  /** The highlighted category. */
  readonly picked: number | null;
  /** Whether something else is shown, which only the highlighted category may cover. */
  readonly hidden: boolean;
  readonly dark: boolean;
}

/** How each point is drawn. */
export function looksOf(
  colouring: Colouring,
  scale: Scale | null,
  { picked, hidden, dark }: Choice,
): { looks: readonly PointLook[]; lookOf: Uint16Array } {
  if (colouring.kind === 'categories') {
    const looks = colouring.names.map((_, code) => {
      const { colour, mark } = categoryLook(code, colouring.ofValues);
      const strength = picked === code ? 1 : hidden ? 0 : picked === null ? 0.8 : 0.08;
      return { colour: channels(colour), mark, strength };
    });
    return { looks, lookOf: colouring.codes };
  }
  const looks = Array.from({ length: STEPS }, (_, step): PointLook => {
    return {
      colour: channels(shownColour(step / (STEPS - 1), dark)),
      mark: 'dot',
      strength: hidden ? 0 : 0.8,
    };
  });
  looks.push({ colour: channels(GREY), mark: 'plus', strength: hidden ? 0 : 0.5 });
  const { low, high } = scale ?? { low: 0, high: 0 };
  const span = high - low || 1;
  const stepOf = (value: number) =>
    Math.min(STEPS - 1, Math.max(0, Math.round(((value - low) / span) * (STEPS - 1))));
  const lookOf = Uint16Array.from(colouring.values, (value) =>
    Number.isNaN(value) ? STEPS : stepOf(value),
  );
  return { looks, lookOf };
}

/** '#0072b2' or 'rgb(0 114 178)' */
function channels(colour: string): [number, number, number] {
  const [red, green, blue] = colour.startsWith('#')
    ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))
    : colour.match(/\d+/g)!.map(Number);
  return [red!, green!, blue!];
}
