// Files dropped on the page open like chosen ones.
import { after, before } from 'node:test';
import { CHROMIUM } from './drivers.mjs';
import { barImages } from './image-files.mjs';
import { csvOf, peopleRows } from './people-table.mjs';
import { writeFiles } from './temporary-files.mjs';
import { inBrowser } from './visit-tests.mjs';

let files;
before(async () => {
  const images = barImages(24).map(({ name, bytes }, i) => [
    `shapes/${i % 2 ? 'lying' : 'upright'}/${name}`,
    bytes,
  ]);
  files = await writeFiles({
    'people.csv': csvOf(peopleRows(100)),
    'shapes/README.md': '# Bars',
    ...Object.fromEntries(images),
  });
});
after(() => files.remove());

inBrowser(CHROMIUM, (visitTest) => {
  visitTest('a file dropped on the page opens', async (visit) => {
    await drop(visit.page, files.path('people.csv'));
    await visit.reads(/100 rows/);
  });

  visitTest('the folders of a dropped folder are the labels of its images', async (visit) => {
    await drop(visit.page, files.path('shapes'));
    await visit.reads(/24 images/);
    await visit.reads(/Folder names are used as labels/);
    await visit.reads(/Skipped 1 file: shapes\/README\.md/);
  });
});

/** Drags a file to the page's centre and drops it. */
async function drop(page, file) {
  const session = await page.createCDPSession();
  const { width, height } = page.viewport();
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'])
    await session.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
}
