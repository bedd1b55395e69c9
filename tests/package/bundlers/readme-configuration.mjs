import { readFileSync } from 'node:fs';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const [section] = /^### With a bundler\n.*?(?=^##+ )/ms.exec(readme);

/**
 * What the README says to write for a bundler, so that it cannot differ from what is tested.
 * @param {string} title the first line of the fenced block, a comment
 */
export function configuration(title) {
  const blocks = [...section.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, code]) => code);
  const block = blocks.find((code) => code.startsWith(`// ${title}\n`) || code.startsWith(`# ${title}\n`)); // prettier-ignore
  if (!block) throw new Error(`README.md has no block that begins with the comment "${title}"`);
  return block;
}
