// A large table is read completely, off the page's thread, with progress: 200 MB in Chromium, and in
// Firefox, which reads more slowly and the same way, 50 MB.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { countFrames } from '../frames.mjs';
import { CHROMIUM, FIREFOX } from '../drivers.mjs';
import { csvOf, peopleRows } from '../people-table.mjs';
import { writeFiles } from '../temporary-files.mjs';
import { inBrowser } from '../visit-tests.mjs';

const [header, ...lines] = csvOf(peopleRows(5000)).split('\r\n');
const block = Buffer.from(lines.map((line) => `${line}\n`).join(''));

for (const [driver, megabytes] of [
  [CHROMIUM, 200],
  [FIREFOX, 50],
]) {
  const blocks = Math.ceil((megabytes * 1e6) / block.length);
  const rows = blocks * lines.length;
  let files;
  before(async () => {
    files = await writeFiles({
      'large.csv': [`${header}\n`, ...Array.from({ length: blocks }, () => block)],
    });
  });
  after(() => files.remove());

  inBrowser(driver, (visitTest) => {
    visitTest(
      `${megabytes} MB are read with progress while the page stays responsive`,
      async (visit, { context }) => {
        const framesSoFar = await countFrames(visit.page);
        await visit.choose(files.path('large.csv'));
        await visit.page.waitForSelector('progress');
        await visit.reads(new RegExp(`${rows.toLocaleString('en')} rows`), 180_000);

        const { frames, seconds, longestGap } = await framesSoFar();
        context.diagnostic(
          `${frames} frames in ${seconds.toFixed(1)} s, longest gap ${longestGap} ms`,
        );
        // A page blocked by reading would show almost none.
        assert.ok(frames > 5 * seconds, `${frames} frames in ${seconds} s`);
      },
    );
  });
}
