const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/** Where the Tab key goes from a control: to the next one, or with -1 to the one before. */
export function tabStop(from: HTMLElement, step: -1 | 1): HTMLElement {
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)].filter(
    (each) => each.tabIndex >= 0 && !each.matches(':disabled') && each.getClientRects().length > 0,
  );
  return stops[stops.indexOf(from) + step] ?? from;
}
