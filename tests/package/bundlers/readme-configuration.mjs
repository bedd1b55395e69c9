import { readFileSync } from 'node:fs';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, block]) => block);

/**
 * What the README says to write for a bundler, so that it cannot differ from what is tested.
 * @param {string} title the first line of the fenced block, a comment
 */
export function configuration(title) {
  const block = blocks.find((code) => [`// ${title}`, `# ${title}`].includes(code.split('\n')[0]));
  if (!block) throw new Error(`README.md has no block that begins with the comment "${title}"`);
  return block;
}

/**
 * The Content Security Policy that the README says is needed.
 * @param {string} origin whence the package comes, in the README's words
 * @param {string} actual what stands for it here
 */
export function policyOf(origin, actual = origin) {
  const [, policy] = configuration(`from ${origin}`).split('\n');
  return policy.replaceAll(origin, actual);
}
