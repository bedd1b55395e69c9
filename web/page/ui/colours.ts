/** Okabe and Ito's colours, distinct for colour-blind people (https://jfly.uni-koeln.de/color). */
export const CATEGORY_COLOURS = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
  '#888888',
] as const;

/** The colour of this name in the current theme: 'accent' is --accent of the style sheet. */
export function themeColour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The colour of a value from 0 to 1 on a perceptually even scale: dark blue, green, yellow. */
export function scaleColour(value: number): string {
  const place = Math.min(1, Math.max(0, value)) * (VIRIDIS.length - 1);
  const low = Math.min(VIRIDIS.length - 2, Math.floor(place));
  const mix = (channel: number) =>
    Math.round(
      VIRIDIS[low]![channel]! * (1 - place + low) + VIRIDIS[low + 1]![channel]! * (place - low),
    );
  return `rgb(${mix(0)} ${mix(1)} ${mix(2)})`;
}

// Nine colours of viridis (S. van der Walt and N. Smith 2015, CC0).
const VIRIDIS = [
  [68, 1, 84],
  [72, 40, 120],
  [62, 74, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [109, 205, 89],
  [253, 231, 37],
] as const;

/** Calls `redraw` when the theme changes, for canvases. Returns a function that stops it. */
export function onThemeChange(redraw: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', redraw);
  return () => dark.removeEventListener('change', redraw);
}
