// A bad file is refused with a sentence, and the page keeps working.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { idxHeader } from './idx-file.mjs';
import { writeFiles } from './temporary-files.mjs';
import { deflatedZeros, gzipOf, zipOf } from './zip-bomb.mjs';
import { CHROMIUM } from './drivers.mjs';
import { inBrowser } from './visit-tests.mjs';

const NOISE = Uint8Array.from({ length: 20_000 }, (_, i) => (i * i * 31 + (i >> 3)) % 256);
const NAMES = ['Ada', 'Grace', 'Emmy', 'Sofia', 'Mary'];

const zeros = deflatedZeros(3);

/** For each file name, its content and what the sentence must contain. */
const BAD = {
  'noise.csv': [NOISE, /text|binary/i],
  'ragged.csv': ['a,b,c\n1,2,3\n4,5\n6,7\n', /line 3/i],
  'empty.csv': ['', /empty/i],
  'bomb.zip': [zipOf('1.png', zeros, zeros.size), /large|big|more than|GB|MB/],
  'lying-bomb.zip': [zipOf('1.png', zeros, 1000), /large|big|more than|GB|MB/],
  'bomb.gz': [gzipOf(deflatedZeros(3, idxHeader([60_000, 28, 28]))), /large|more than|GB|MB/],
  'all-text.csv': [
    `name,remark\n${Array.from({ length: 300 }, (_, i) => `${NAMES[i % 5]} ${i},no ${i} is the remark`).join('\n')}\n`,
    /column/i,
  ],
};

let files;
before(async () => {
  files = await writeFiles(
    Object.fromEntries(Object.entries(BAD).map(([name, [content]]) => [name, content])),
  );
});
after(() => files.remove());

inBrowser(CHROMIUM, (visitTest) => {
  visitTest(
    'each is refused with a sentence, and a sample opens afterwards',
    async (visit, { context }) => {
      for (const [name, [, sentence]] of Object.entries(BAD)) {
        await visit.choose(files.path(name));
        const said = await visit.alert();
        context.diagnostic(said);
        assert.match(said, sentence, name);
        assert.match(said, /\.$/);

        await visit.openSample('Penguins');
        await visit.reads(/344 rows|333 rows/);
        assert.equal(await visit.page.$('[role=alert]'), null, name);
      }
    },
  );
});
