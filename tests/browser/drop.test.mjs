// Files dropped on the page open like chosen ones.
import { after, before } from 'node:test';
import { CHROMIUM } from './drivers.mjs';
import { csvOf, peopleRows } from './people-table.mjs';
import { writeFiles } from './temporary-files.mjs';
import { inBrowser } from './visit-tests.mjs';

let files;
before(async () => {
  files = await writeFiles({ 'people.csv': csvOf(peopleRows(100)) });
});
after(() => files.remove());

inBrowser(CHROMIUM, (visitTest) => {
  visitTest('a file dropped on the page opens', async (visit) => {
    await drop(visit.page, files.path('people.csv'));
    await visit.reads(/100 rows/);
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
