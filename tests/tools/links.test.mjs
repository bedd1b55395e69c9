// Links in the project's Markdown lead to files and headings that exist.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { documentsIn, documentText } from '../node/support/documents.mjs';
import { root } from '../../tools/paths.mjs';

const documents = documentsIn();

/** A text without its code, where nothing is a link or a heading. */
function prose(text) {
  return text.replaceAll(/^(```+)[^]*?^\1$/gm, '').replaceAll(/^ {4}.*$/gm, '');
}

/** The names that hosts of Markdown give to headings. */
function anchorsOf(path) {
  const seen = new Map();
  return [...prose(documentText(path)).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => {
    const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const name = words.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before ? `${name}-${before}` : name;
  });
}

for (const document of documents)
  test(`${document}: every link within the repository leads somewhere`, () => {
    const text = prose(documentText(document)).replaceAll(/`[^`\n]*`/g, '');
    for (const [, link] of text.matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g)) {
      const [path, anchor] = link.split('#');
      const target = path ? join(dirname(document), path) : document;
      assert.ok(existsSync(join(root, target)), link);
      if (anchor && target.endsWith('.md')) assert.ok(anchorsOf(target).includes(anchor), link);
    }
  });

test('the documents that people begin with are among those looked at', () => {
  for (const path of ['README.md', 'CONTRIBUTING.md', 'docs/README.md', 'src/README.md'])
    assert.ok(documents.includes(path), path);
});
