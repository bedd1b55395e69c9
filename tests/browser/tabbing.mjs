/**
 * Presses Tab until the control with this name has the focus.
 * @param {{ back?: boolean }} options `back`: towards the start of the page. A Tab past the page's end
 *   leaves the page, and a driven Firefox then presses no button by Enter.
 */
export async function tabTo(visit, name, { back = false } = {}) {
  const { keyboard } = visit.page;
  if (back) await keyboard.down('Shift');
  try {
    for (let steps = 0; steps < 200; ++steps) {
      await keyboard.press('Tab');
      if (name.test(await focused(visit))) return;
    }
  } finally {
    if (back) await keyboard.up('Shift');
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
