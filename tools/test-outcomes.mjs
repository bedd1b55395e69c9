/**
 * Pure functions over the tests' outcomes: `{ name, outcome: 'passed' | 'failed' | 'skipped', reason }`.
 */

/** Parses what tools/outcome-reporter.mjs writes. */
export function nodeOutcomes(lines) {
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Parses ctest's JUnit file; GTEST_SKIP's message is the reason. */
export function ctestOutcomes(xml) {
  return [...xml.matchAll(/<testcase ([^>]*?)(?:\/>|>(.*?)<\/testcase>)/gs)].map(
    ([, head, body]) => {
      const attribute = (name) =>
        unescapeXml(new RegExp(`\\b${name}="([^"]*)"`).exec(head)?.[1] ?? '');
      const status = attribute('status');
      const outcome = { run: 'passed', fail: 'failed' }[status] ?? 'skipped';
      const output = unescapeXml(/<system-out>(.*?)<\/system-out>/s.exec(body ?? '')?.[1] ?? '');
      const message = /: Skipped\n(.*?)\n\n?\[  SKIPPED/s.exec(output)?.[1] ?? '';
      return {
        name: attribute('name'),
        outcome,
        reason: outcome === 'skipped' ? message.trim() : '',
      };
    },
  );
}

function unescapeXml(text) {
  const characters = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => characters[name]);
}

/**
 * The skips that nobody has agreed to.
 * @param {{ name: string, reason: string }[]} expected tests/expected-skips.json
 */
export function unexpectedSkips(outcomes, expected) {
  const agreed = new Set(expected.map(({ name }) => name));
  return outcomes.filter(({ name, outcome }) => outcome === 'skipped' && !agreed.has(name));
}

/** 'N passed, N failed, N skipped'. */
export function totals(outcomes) {
  const count = (wanted) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
}
