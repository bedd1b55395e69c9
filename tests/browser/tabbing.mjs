/** Presses Tab until the control with this name has the focus. */
export async function tabTo(visit, name) {
  for (let steps = 0; steps < 200; ++steps) {
    await visit.page.keyboard.press('Tab');
    if (name.test(await focused(visit))) return;
  }
  throw new Error(`No control '${name}' can be reached with the keyboard.`);
}

/** The focused element's name for screen readers. */
export function focused({ page }) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const label = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent;
    return (label ?? element.textContent).trim();
  });
}
