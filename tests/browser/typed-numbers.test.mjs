// Numbers typed key by key, as people type them, into every number field of the page.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { CHROMIUM } from './drivers.mjs';
import { barImages } from './image-files.mjs';
import { writeFiles } from './temporary-files.mjs';
import { train, untilEnded } from './training.mjs';
import { inEachBrowser } from './visit-tests.mjs';

const BARS = barImages(40);
let files;

before(async () => {
  files = await writeFiles(Object.fromEntries(BARS.map(({ name, bytes }) => [name, bytes])));
});
after(() => files.remove());

inEachBrowser((visitTest, driver) => {
  visitTest('every field of a table takes what is typed, key by key', async (visit) => {
    await visit.openSample('Penguins');
    await openMore(visit);
    const settings = ['Latent size', 'Learning rate', 'Batch size', 'Epochs'];
    await choose(visit, 'Beta schedule', 'linear');
    await choose(visit, 'Rate schedule', 'cosine');
    const model = ['Beta', 'Beta epochs', 'Warm-up epochs'];
    const steady = ['Free bits', 'Gradient limit', 'Weight decay'];
    const more = ['Held-out share', 'Patience', 'Random sample', 'Seed', 'Threads'];
    await typeIntoEach(visit, [...settings, ...model, ...steady, ...more]);

    await visit.openSample('Penguins');
    await train(visit, { Epochs: 1 });
    // The first ones are those that can be raised to go on.
    await typeIntoEach(visit, ['Epochs', 'Rows', 'Seed', 'Rows', 'Seed']);
    assert.ok(await visit.isThere('Continue', 'button'));
  });

  // These fields are the same as those above; another browser has nothing to add.
  const once = driver === CHROMIUM ? visitTest : () => {};
  once('every field of images takes what is typed, key by key', async (visit) => {
    await visit.choose(...BARS.map(({ name }) => files.path(name)));
    await visit.reads(/40 images/);
    await visit.page.locator('summary ::-p-text(File options)').click();
    await typed(visit, await field(visit, 'Image size, pixels'), '16');
    await visit.page.keyboard.press('Enter');
    await visit.reads(/40 images of 16 × 16 pixels/);
    // The panel stays open while the files are read again.
    await visit.page.locator('summary ::-p-text(File options)').click();
    await train(visit, { Epochs: 1 });
    await visit.openTab('Latent sliders');
    await typeIntoEach(visit, ['Epochs', 'From row', 'Seed', 'Images', 'Seed']);
    await visit.openTab('Interpolation');
    await typeIntoEach(visit, ['Epochs', 'From row', 'To row', 'Seed', 'Images', 'Seed']);
  });

  visitTest('a number can be pasted, undone and left by Tab', async (visit) => {
    await visit.openSample('Penguins');
    await openMore(visit);
    const beta = await field(visit, 'Beta');
    const { keyboard } = visit.page;
    await typed(visit, beta, '2.25');
    await withControl(visit, 'a');
    await withControl(visit, 'c');
    const rate = await field(visit, 'Learning rate');
    await typed(visit, rate, '0,5');
    await withControl(visit, 'a');
    await withControl(visit, 'v');
    assert.equal(await textOf(rate), '2.25', 'pasted');
    await keyboard.press('Tab');
    assert.match(
      await faultOf(rate),
      /^2\.25 is too large\. Enter a number from 0\.000001 to 1, or leave the field empty/,
    );
    await rate.focus();
    await withControl(visit, 'z');
    assert.equal(await textOf(rate), '0,5', 'undone');
    await keyboard.press('Tab');
    assert.equal(await faultOf(rate), null);
    assert.equal(await valueOf(rate), 0.5);
    assert.equal(await textOf(rate), '0,5', 'the text stays as typed');
  });

  visitTest('a field may be empty only where it says what that means', async (visit) => {
    await visit.openSample('Penguins');
    await openMore(visit);
    const patience = await field(visit, 'Patience');
    await typed(visit, patience, '7');
    await emptied(visit, patience);
    await visit.page.keyboard.press('Enter');
    assert.equal(await faultOf(patience), null);
    assert.equal(await patience.evaluate(({ placeholder }) => placeholder), 'automatic');
    const epochs = await field(visit, 'Epochs');
    await emptied(visit, epochs);
    await visit.page.keyboard.press('Enter');
    assert.equal(
      await faultOf(epochs),
      'The field is empty. Enter a whole number from 1 to 1,000,000.',
    );
    assert.equal(await textOf(epochs), '');
  });

  visitTest('training starts with the number that is shown, or not at all', async (visit) => {
    await visit.openSample('Penguins');
    const epochs = await field(visit, 'Epochs');
    await typed(visit, epochs, '0');
    assert.equal(await faultOf(epochs), null, 'half-typed numbers are not complained of');
    await visit.press('Train');
    assert.equal(
      await faultOf(epochs),
      '0 is too small. Enter a whole number from 1 to 1,000,000.',
    );
    assert.equal(await textOf(epochs), '0', 'what was typed can be corrected');
    await visit.reads(/^Epochs: 0 is too small/m);
    assert.equal(await visit.isThere('Pause', 'button'), false);

    // The click that leaves the field is the one that starts.
    await typed(visit, epochs, '3');
    await visit.press('Train');
    await untilEnded(visit);
    await visit.reads(/3 of 3 epochs done/);
  });

  visitTest('rows are generated in the number that is shown, or not at all', async (visit) => {
    await visit.openSample('Penguins');
    await train(visit, { Epochs: 1 });
    await visit.settled();
    const [rows] = await visit.page.$$(visit.byRole('Rows', 'spinbutton'));
    await typed(visit, rows, '1,5');
    await visit.press('Generate');
    assert.match(await faultOf(rows), /^“1,5” is not a whole number\./);
    await typed(visit, rows, '7');
    await visit.press('Generate');
    await visit.reads(/The first of 7 generated rows/);
  });

  visitTest('the arrow keys step a number, within its limits', async (visit) => {
    await visit.openSample('Penguins');
    const size = await field(visit, 'Latent size');
    await typed(visit, size, '2');
    for (const [key, value] of [
      ['ArrowUp', '3'],
      ['ArrowDown', '2'],
      ['ArrowDown', '1'],
      ['ArrowDown', '1'],
    ]) {
      await visit.page.keyboard.press(key);
      assert.equal(await textOf(size), value);
      assert.equal(await valueOf(size), Number(value));
    }
  });
});

const openMore = ({ page }) => page.locator('summary ::-p-text(More)').click();

const field = (visit, label) => visit.find(label, 'spinbutton');

const choose = (visit, label, value) =>
  visit.page.locator(visit.byRole(label, 'combobox')).fill(value);

/** Types numbers into each number field that is seen and not disabled, in order. */
async function typeIntoEach(visit, labels) {
  await visit.settled();
  const fields = [];
  for (const element of await visit.page.$$('[role=spinbutton]:enabled'))
    if (await element.evaluate((input) => input.checkVisibility())) fields.push(element);
  const found = await Promise.all(
    fields.map((element) => element.evaluate(({ labels: [label] }) => label.textContent)),
  );
  assert.deepEqual(found, labels);
  for (const [index, element] of fields.entries()) {
    const whole = (await element.evaluate(({ inputMode }) => inputMode)) === 'numeric';
    const most = await element.evaluate(({ ariaValueMax }) => Number(ariaValueMax));
    for (const [text, value] of whole ? WHOLE : DECIMAL) {
      if (value > most) continue;
      await typed(visit, element, text);
      await visit.page.keyboard.press('Enter');
      assert.equal(await faultOf(element), null, `${labels[index]}: ${text}`);
      assert.equal(await valueOf(element), value, `${labels[index]}: ${text}`);
      assert.equal(await textOf(element), text, `${labels[index]} keeps its text`);
    }
    await typed(visit, element, `${most}1`);
    await visit.page.keyboard.press('Enter');
    assert.match(await faultOf(element), /1 is too large\. Enter a (whole )?number from /);
    await typed(visit, element, '1');
    await visit.page.keyboard.press('Enter');
    if (most < 1) await typed(visit, element, '0');
    await visit.page.keyboard.press('Enter');
    assert.equal(await faultOf(element), null);
  }
}

const WHOLE = [
  ['12', 12],
  ['30', 30],
];
const DECIMAL = [
  ['0.01', 0.01],
  ['0,01', 0.01],
  ['0.5', 0.5],
  ['2.25', 2.25],
];

/** Replaces a field's text, and asserts after each key that it is as typed. */
async function typed(visit, element, text) {
  await emptied(visit, element);
  for (let keys = 1; keys <= text.length; keys++) {
    await visit.page.keyboard.type(text[keys - 1]);
    assert.equal(await textOf(element), text.slice(0, keys));
  }
}

async function emptied(visit, element) {
  await element.focus();
  await withControl(visit, 'a');
  await visit.page.keyboard.press('Backspace');
  assert.equal(await textOf(element), '');
}

async function withControl({ page: { keyboard } }, key) {
  await keyboard.down('Control');
  await keyboard.press(key);
  await keyboard.up('Control');
}

const textOf = (element) => element.evaluate(({ value }) => value);
/** The committed value. */
const valueOf = (element) => element.evaluate(({ ariaValueNow }) => Number(ariaValueNow));

/** What the field says is wrong, to those who see it and to those who do not; null if nothing is. */
function faultOf(element) {
  return element.evaluate((input) => {
    if (input.getAttribute('aria-invalid') !== 'true') return null;
    const ids = input.getAttribute('aria-describedby').split(' ');
    return ids.map((id) => document.getElementById(id).innerText).join(' ');
  });
}
