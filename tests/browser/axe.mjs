import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Loads axe-core into the page. */
export function loadAxe(page) {
  return page.evaluate(AXE);
}

/**
 * axe-core's violations, one line each, with the place.
 * @param {string[]} within selectors of what to look at, by default the document
 */
export async function violationsOf(page, state, within) {
  const { violations } = await page.evaluate(
    (selectors) => globalThis.axe.run(selectors ?? document, { resultTypes: ['violations'] }),
    within,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${state}: ${id} at ${target}: ${failureSummary}`),
  );
}
