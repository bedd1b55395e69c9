/**
 * Pure functions over the tests' outcomes: `{ name, outcome: 'passed' | 'failed' | 'skipped', reason }`.
 */

/** The most lines of a reason in a summary. */
const MOST_LINES = 60;

/** Parses what tools/checks/outcome-reporter.mjs writes. */
export function nodeOutcomes(lines) {
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const FAILURE = /: Failure\n(.*?)\n\n/s;
const SKIPPED = /: Skipped\n(.*?)\n\n?\[  SKIPPED/s;

/** Parses ctest's JUnit file; the reason is what GTEST_SKIP or the first failure says. */
export function ctestOutcomes(xml) {
  return [...xml.matchAll(/<testcase ([^>]*?)(?:\/>|>(.*?)<\/testcase>)/gs)].map(
    ([, head, body]) => {
      const attribute = (name) =>
        unescapeXml(new RegExp(`\\b${name}="([^"]*)"`).exec(head)?.[1] ?? '');
      const status = attribute('status');
      const outcome = { run: 'passed', fail: 'failed' }[status] ?? 'skipped';
      const output = unescapeXml(/<system-out>(.*?)<\/system-out>/s.exec(body ?? '')?.[1] ?? '');
      const said = { failed: FAILURE, skipped: SKIPPED }[outcome]?.exec(output)?.[1] ?? '';
      return { name: attribute('name'), outcome, reason: said.trim() };
    },
  );
}

function unescapeXml(text) {
  const characters = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => characters[name]);
}

/**
 * The skips that `expected` does not explain.
 * @param {{ name: string, reason: string }[]} expected tests/expected-skips.json
 */
export function unexpectedSkips(outcomes, expected) {
  const agreed = new Set(expected.map(({ name }) => name));
  return outcomes.filter(({ name, outcome }) => outcome === 'skipped' && !agreed.has(name));
}

/** A test with the first lines of its reason: 'name: reason'. */
export function summary({ name, reason }) {
  const lines = reason.split('\n');
  const shown = lines.slice(0, MOST_LINES);
  if (lines.length > MOST_LINES) shown.push('...');
  return reason ? `${name}: ${shown.join('\n    ')}` : name;
}

/** 'N passed, N failed, N skipped'. */
export function totals(outcomes) {
  const count = (wanted) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
}
