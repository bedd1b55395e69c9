import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const index = new URL('../README.md', import.meta.url);

/**
 * The pages of the site: docs/README.md and the Markdown files that it lists, in its order.
 * @type {{ path: string, title: string, group: string }[]} `path`: absolute; `group`: the heading
 *   that a page is listed under
 */
export const PAGES = readFileSync(index, 'utf8')
  .split(/^## /m)
  .slice(1)
  .flatMap((section) => {
    const [group] = section.split('\n');
    const links = section.matchAll(/^\| \[(.*?)\]\((.*?\.md)\)/gm);
    return Array.from(links, ([, title, link]) => ({
      path: fileURLToPath(new URL(link, index)),
      title,
      group,
    }));
  });
PAGES.unshift({ path: fileURLToPath(index), title: 'All pages', group: PAGES[0].group });
