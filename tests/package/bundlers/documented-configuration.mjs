import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../../docs/deploying.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, block]) => block);

/**
 * What docs/deploying.md says to write for a bundler: the tests run exactly that.
 * @param {string} title the first line of the fenced block, a comment
 */
export function configuration(title) {
  const block = blocks.find((code) => [`// ${title}`, `# ${title}`].includes(code.split('\n')[0]));
  if (!block)
    throw new Error(`docs/deploying.md has no block that begins with the comment "${title}"`);
  return block;
}

/**
 * The Content Security Policy that docs/deploying.md says is needed.
 * @param {string} origin where the package comes from, in the page's words
 * @param {string} actual what stands for it here
 */
export function policyOf(origin, actual = origin) {
  const [, policy] = configuration(`from ${origin}`).split('\n');
  return policy.replaceAll(origin, actual);
}
