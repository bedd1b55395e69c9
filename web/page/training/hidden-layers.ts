const MOST_LAYERS = 8;
const WIDEST = 4096;

/** Widths of hidden layers as text: '128, 128', or '' for none. */
export function hiddenLayersText(widths: readonly number[]): string {
  return widths.join(', ');
}

/** @throws a sentence for people if the text is not a list of widths. */
export function parseHiddenLayers(text: string): readonly number[] {
  const parts = text.trim() === '' ? [] : text.trim().split(/\s*[,;]\s*|\s+/);
  const widths = parts.map(Number);
  if (widths.length > MOST_LAYERS)
    throw new Error(`A model can have up to ${MOST_LAYERS} hidden layers, not ${widths.length}.`);
  const wrong = widths.findIndex(
    (width) => !Number.isInteger(width) || width < 1 || width > WIDEST,
  );
  if (wrong >= 0)
    throw new Error(
      `'${parts[wrong]}' is not a layer width: give whole numbers from 1 to ${WIDEST}, such as 128, 128.`,
    );
  return widths;
}
