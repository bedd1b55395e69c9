// Sheets of samples, by which one watches a model of images learn.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';
import { images, listener, measurements, openTab, SETTINGS } from './support/studio.mjs';

const { sheetSize } = await webModule('contract/sample-sheet.ts');
const { withSheet } = await webModule('page/training/kept-sheets.ts');

const SIZE = 4 * 4;

/** The sheets that a run reports. */
async function sheetsOf(t, data, settings = {}) {
  const { run, session } = openTab(t, { data });
  const { all, report } = listener();
  await run.train({ ...SETTINGS, network: 'convolutional', ...settings }, [], report);
  return { session, sheets: all.flatMap(({ sheet }) => sheet ?? []) };
}

test('the first and the last epoch have a sheet of 8 x 4 samples, and so has an epoch that pauses', async (t) => {
  const { session, sheets } = await sheetsOf(t, images(), { validation: 0 });
  const epochs = sheets.map(({ epoch }) => epoch);
  assert.deepEqual([epochs[0], epochs.at(-1)], [1, 6]);
  for (const { pixels } of sheets) assert.equal(pixels.length, 32 * SIZE);
  // Dark on one side, as the images are, and not all the same.
  assert.ok(new Set(sheets.at(-1).pixels).size > 8);

  const tab = openTab(t, { data: images() });
  const heard = listener();
  const training = tab.run.train(SETTINGS, [], heard.report, { step: 'epoch' });
  for (const epoch of [1, 2, 3]) {
    await heard.when(({ phase, epochsDone }) => phase === 'paused' && epochsDone === epoch);
    assert.ok(
      heard.all.some(({ sheet }) => sheet?.epoch === epoch),
      `epoch ${epoch}`,
    );
    await tab.run.step('epoch');
  }
  await tab.run.stop();
  await training;
  assert.ok(session.model.vae.parameters > 0);
});

test('all sheets of a run have the same latents, which follow its seed', async (t) => {
  // A model that hardly learns makes the same of them.
  const still = { learningRate: 1e-6, epochs: 4 };
  const { sheets } = await sheetsOf(t, images(), still);
  const [first, last] = [sheets[0].pixels, sheets.at(-1).pixels];
  assert.ok(
    first.every((byte, at) => Math.abs(byte - last[at]) <= 1),
    `${first} ${last}`,
  );
  const again = await sheetsOf(t, images(), still);
  assert.deepEqual(again.sheets.at(-1), sheets.at(-1));
});

test('tables have none', async (t) => {
  assert.deepEqual((await sheetsOf(t, measurements())).sheets, []);
});

test('large images have fewer on a sheet', () => {
  const of = (side, channels) => sheetSize({ width: side, height: side, channels });
  assert.deepEqual(of(64, 3), { across: 8, down: 4 });
  assert.deepEqual(of(256, 3), { across: 8, down: 2 });
  assert.deepEqual(of(1024, 3), { across: 1, down: 1 });
});

test('the page keeps the first and the last of many sheets, and some between', () => {
  let sheets = [];
  for (let epoch = 1; epoch <= 1000; epoch++)
    sheets = withSheet(sheets, { epoch, pixels: new Uint8Array(25e4) });
  const epochs = sheets.map(({ epoch }) => epoch);
  assert.deepEqual([epochs[0], epochs.at(-1)], [1, 1000]);
  assert.ok(sheets.length > 40 && sheets.length <= 96, `${sheets.length}`);
  const largestStep = Math.max(...epochs.slice(1).map((epoch, at) => epoch - epochs[at]));
  assert.ok(largestStep < 100, `${epochs}`);
});
