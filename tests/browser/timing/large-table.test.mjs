// A table of 200 MB is read completely, off the page's thread, with progress.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { countFrames } from '../frames.mjs';
import { csvOf, peopleRows } from '../people-table.mjs';
import { writeFiles } from '../temporary-files.mjs';
import { inEachBrowser } from '../visit-tests.mjs';

const BYTES = 200e6;
let files, rows;

before(async () => {
  const [header, ...lines] = csvOf(peopleRows(5000)).split('\r\n');
  const block = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const blocks = Math.ceil(BYTES / block.length);
  rows = blocks * lines.length;
  files = await writeFiles({
    'large.csv': [`${header}\n`, ...Array.from({ length: blocks }, () => block)],
  });
});
after(() => files.remove());

inEachBrowser((visitTest) => {
  visitTest(
    '200 MB are read with progress while the page stays responsive',
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
