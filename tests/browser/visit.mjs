import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TimeoutError } from 'puppeteer-core';
import { openPage } from './open-page.mjs';

/** What a person meets on the page, by name and role. */
const role = (name, kind) => `::-p-aria([name="${name}"][role="${kind}"])`;

/** A person's visit to the page: all that is on it is found as they find it, by role and name. */
export class Visit {
  #downloads;

  /** @param downloads the folder that the browser's downloads go to */
  static async open({ browser, downloads }, address) {
    const { page, complaints } = await openPage(browser, address);
    return new Visit(page, complaints, downloads);
  }

  static async begin(its, address) {
    const visit = await Visit.open(its, address);
    await visit.loaded();
    return visit;
  }

  constructor(page, complaints, downloads) {
    this.page = page;
    /** What the console has warned of. */
    this.complaints = complaints;
    this.#downloads = downloads;
  }

  /** Waits until the page says that it has fetched all that it needs. */
  loaded() {
    return this.reads(/^Loaded\b/m);
  }

  async reload() {
    await this.page.reload();
    await this.loaded();
  }

  /** Ends the visit, in which nothing may have gone to the console. */
  async end() {
    await this.page.close();
    assert.deepEqual(this.complaints, []);
  }

  /** An error, with what there was to be seen when it came. */
  async withWhatIsSeen(cause) {
    const text = await this.text();
    const said = [cause.message];
    if (this.complaints.length) said.push(`The console said:\n${this.complaints.join('\n')}`);
    if (!cause.message.includes(text)) said.push(`The page then read:\n${text}`);
    return new Error(said.join('\n\n'), { cause });
  }

  press(button) {
    return this.page.locator(role(button, 'button')).click();
  }

  openTab(tab) {
    return this.page.locator(role(tab, 'tab')).click();
  }

  /** Waits until nothing that is looked at is still being computed, and it has been drawn. */
  async settled() {
    await this.page.waitForFunction(nothingUnderWay);
    await this.page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
  }

  /** Opens each of the model's views in turn, with all that it can show. */
  async eachTab(look) {
    for (const element of await this.page.$$('[role=tab]')) {
      const tab = await element.evaluate(({ textContent }) => textContent);
      await this.openTab(tab);
      if (await this.isThere('Rank rows', 'button')) await this.press('Rank rows');
      await this.settled();
      await look(tab);
    }
  }

  /** The element of this role and name, waited for. */
  find(name, kind, timeout) {
    return this.page.waitForSelector(role(name, kind), { timeout });
  }

  async isThere(name, kind) {
    const element = await this.page.$(role(name, kind));
    await element?.dispose();
    return element !== null;
  }

  /** @param {Record<string, number>} values by the fields' labels */
  async fill(values) {
    for (const [label, value] of Object.entries(values)) {
      const field = this.page.locator(role(label, 'spinbutton'));
      await field.fill(String(value));
    }
  }

  /** Opens a sample by its title, also in place of other data. */
  async openSample(title) {
    await this.#otherData();
    await this.page.locator(`button ::-p-text(${title})`).click();
    await this.find('Train', 'button');
  }

  /** Chooses files in the browser's own dialogue, also in place of other data. */
  async choose(...files) {
    await this.#otherData();
    const [dialogue] = await Promise.all([
      this.page.waitForFileChooser(),
      this.page.locator('label::-p-text(Choose files)').click(),
    ]);
    await dialogue.accept(files);
  }

  async #otherData() {
    if (await this.isThere('Open other data', 'button')) await this.press('Open other data');
  }

  /** All that is to be read on the page; nothing while it is being loaded, or hangs. */
  text() {
    const text = this.page.evaluate(() => document.body.innerText).catch(() => '');
    return Promise.race([text, sleep(30_000, '', { ref: false })]);
  }

  /** Waits until a pattern is to be read on the page; gives its match. */
  async reads(pattern, timeout = 60_000) {
    for (const end = Date.now() + timeout; ; await sleep(100)) {
      const text = await this.text();
      const match = pattern.exec(text);
      if (match) return match;
      if (Date.now() > end)
        throw new TimeoutError(`No ${pattern} is to be read on the page:\n${text}`);
    }
  }

  /** What an alert says, waited for. */
  async alert(timeout = 60_000) {
    const element = await this.page.waitForSelector('[role=alert]', { timeout });
    return element.evaluate(({ textContent }) => textContent);
  }

  /** Presses a button and gives the file that comes of it: `{ name, bytes }`. */
  async download(button) {
    const before = new Set(await readdir(this.#downloads));
    await this.press(button);
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) {
      const names = (await readdir(this.#downloads)).filter((name) => !before.has(name));
      // While it comes, Chromium has one file, .crdownload, and Firefox a .part beside an empty one.
      if (names.length !== 1 || /\.(crdownload|part)$/.test(names[0])) continue;
      const bytes = await readFile(join(this.#downloads, names[0]));
      if (bytes.length) return { name: names[0], bytes };
    }
    const there = await readdir(this.#downloads);
    throw new TimeoutError(`'${button}' brought no file, of the files ${JSON.stringify(there)}.`);
  }
}

/** Runs in the page. */
function nothingUnderWay() {
  const view = document.querySelector('[role=tabpanel]');
  return !view?.querySelector('progress') && !view?.innerText.includes('…');
}
