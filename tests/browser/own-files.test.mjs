// Files as people have them, dropped one after another, and what the page lets one change of how they are read.
import assert from 'node:assert/strict';
import { files } from '../fixtures/files/index.mjs';
import { focused } from './tabbing.mjs';
import { inEachBrowser } from './visit-tests.mjs';

const SAID = {
  continuous: 'numbers',
  integer: 'whole numbers',
  date: 'dates',
  categorical: 'categories',
  boolean: 'yes or no',
  constant: 'one value',
  identifier: 'identifiers',
  null: 'not usable',
};
/** The page lists this many columns at first. */
const LISTED = 100;

inEachBrowser((visitTest) => {
  visitTest('each file shows its rows, columns and types, or why it is refused', async (visit) => {
    for (const entry of files.filter(({ options }) => !options)) {
      const { name, rows, columns, refused } = entry;
      const shown = await drop(visit, entry);
      if (refused) {
        assert.match(shown.alert ?? 'no alert', refused, name);
        continue;
      }
      assert.equal(shown.alert, undefined, name);
      if (!columns) continue;
      assert.equal(shown.extent, extent(rows, Object.keys(columns).length), name);
      const types = Object.entries(columns).map(([column, type]) => [column, SAID[type]]);
      assert.deepEqual(shown.types.toSorted(), types.slice(0, LISTED).toSorted(), name);
    }
  });

  visitTest(
    'a refused file is mended, and the choice is remembered for its columns',
    async (visit) => {
      const ragged = files.find(({ name }) => name === 'many-ragged-lines.csv');
      await drop(visit, ragged);
      await visit.alert();
      await visit.find('First lines of many-ragged-lines.csv', 'region');
      await visit.page.select(await selector(visit, 'Ragged lines'), '=keep');
      await visit.reads(/40 rows, 3 columns/);
      assert.equal(await visit.isThere('First lines of many-ragged-lines.csv', 'region'), false);

      await drop(visit, { ...ragged, name: 'another.csv' });
      await visit.reads(/another\.csv\n+40 rows, 3 columns/);
      await visit.page.locator('summary ::-p-text(File options)').click();
      await visit.reads(/As last time for these columns/);
      await visit.page.focus(await selector(visit, 'Also gaps'));
      await visit.page.keyboard.type('4');
      await visit.page.keyboard.press('Tab');
      await visit.reads(/cells contain “4” and count as missing/);
      // Where the Tab key went, although the whole card was drawn anew.
      assert.doesNotMatch(await focused(visit), /Also gaps|^$|40 rows/);
      await visit.press('Forget these choices');
      assert.match(await visit.alert(), /Line 3 of another\.csv has 2 cells/);
      const said = await visit.page.$eval(
        'p.visually-hidden[role=status]',
        (region) => region.textContent,
      );
      assert.match(said, /^The data could not be read\./);
    },
  );

  visitTest('types, gaps and the order of dates are changed at their column', async (visit) => {
    await drop(
      visit,
      files.find(({ name }) => name === 'sentinels.csv'),
    );
    await visit.press('Count -999 as a gap: wind');
    await visit.reads(/5 gaps/);
    await drop(
      visit,
      files.find(({ name }) => name === 'amounts-and-words.csv'),
    );
    await visit.reads(/“offen” occurs 20 times among numbers/);
    await visit.press('Count “offen” as a gap: Betrag');
    await visit.reads(/1.5 to 50.5 · 20 gaps/);
    const firstCell = await visit.page.$eval(
      '[aria-label="First rows"] td',
      (td) => td.textContent,
    );
    assert.equal(firstCell, '1,5', 'as the file has it');
    await drop(
      visit,
      files.find(({ name }) => name === 'european-dates.csv'),
    );
    await visit.reads(/2021-01-01 to 2021-12-11/);
    await visit.press('Day first: open');
    await visit.reads(/2021-01-01 to 2021-11-12/);
    await visit.page.select('select[aria-label="Type of x"]', 'categorical');
    await visit.reads(/40 categories: 0/);
  });
});

/** Drops a file on the page, replacing open data, and waits until it is open or refused. */
async function drop({ page }, { name, bytes }) {
  const content = typeof bytes === 'function' ? await bytes() : bytes;
  return page.evaluate(dropAndLook, name, Buffer.from(content).toString('base64'));
}

/** Runs in the page. */
async function dropAndLook(name, base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  // The name that is shown may be that of what was in an archive.
  for (const former of document.querySelectorAll('.data-name, [role=alert]'))
    former.setAttribute('data-former', '');
  dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  const textOf = (selector) => document.querySelector(selector)?.textContent;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (document.querySelector('.reading')) continue;
    const alert = textOf('[role=alert]:not([data-former])');
    if (alert) return { alert };
    if (document.querySelector('.data-name:not([data-former])')) break;
  }
  const types = [...document.querySelectorAll('.columns li')].map((line) => {
    const type = line.querySelector('.column-type');
    const shown = type.selectedOptions?.[0] ?? type;
    return [line.querySelector('label').textContent, shown.textContent];
  });
  return { extent: textOf('.data-extent'), types };
}

function extent(rows, columns) {
  const count = (n, noun) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
  return `${count(rows, 'row')}, ${count(columns, 'column')}`;
}

/** A selector of the field with this label. */
async function selector({ page }, label) {
  const id = await page.$$eval(
    'label',
    (labels, text) => labels.find(({ textContent }) => textContent === text).htmlFor,
    label,
  );
  return `[id="${id}"]`;
}
