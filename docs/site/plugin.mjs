import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Converter, PageEvent, RendererEvent } from 'typedoc';
import { PAGES } from './pages.mjs';

/** TypeDoc's one inline script: it sets the theme before anything is drawn. */
const INLINE_SCRIPT = /<script>(.*?)<\/script>/s;

/**
 * Names and groups the pages as docs/README.md does, and moves inline script and styles to files, so
 * that a host can send `Content-Security-Policy: default-src 'self'`.
 */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => {
    const file = document.project.files.getReflectionPath(document);
    const { title, group } = PAGES.find(({ path }) => path === file);
    document.name = title;
    document.frontmatter.group = group;
  });

  let script;
  app.renderer.on(PageEvent.END, (page) => {
    const assets = `${'../'.repeat(page.url.split('/').length - 1)}assets`;
    page.contents = page.contents
      .replace(INLINE_SCRIPT, (_, code) => {
        script = code;
        return `<script src="${assets}/theme.js"></script>`;
      })
      .replaceAll('style="text-align:right"', 'class="to-the-right"');
  });
  app.renderer.on(RendererEvent.END, ({ outputDirectory }) => {
    writeFileSync(join(outputDirectory, 'assets/theme.js'), script);
  });
}
