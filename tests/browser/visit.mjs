import assert from 'node:assert/strict';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TimeoutError } from 'puppeteer-core';
import { inAccessibilityTree } from './by-role.mjs';
import { openPage } from './open-page.mjs';

/** A visit to the page that finds elements as people do, by role and name. */
export class Visit {
  #downloads;
  /** How often the page was loaded after the first time. */
  #reloads = 0;

  /** @param its a browser of startBrowser() */
  static async open({ browser, downloads, byRole }, address) {
    const { page, complaints } = await openPage(browser, address);
    return new Visit(page, complaints, { downloads, byRole });
  }

  static async begin(its, address) {
    const visit = await Visit.open(its, address);
    await visit.loaded();
    return visit;
  }

  /**
   * @param {{ downloads: string, byRole?: (name: string, role: string) => string }} options
   *   `downloads`: the browser's folder for downloads; `byRole`: a selector for an element by
   *   accessible name and role
   */
  constructor(page, complaints, { downloads, byRole = inAccessibilityTree }) {
    this.page = page;
    /** The console's warnings and errors. */
    this.complaints = complaints;
    this.#downloads = downloads;
    this.byRole = byRole;
    page.on('load', () => this.#reloads++);
  }

  /** Waits until the page says that it has loaded. */
  loaded() {
    return this.reads(/^Loaded\b/m);
  }

  async reload() {
    await this.page.reload();
    await this.loaded();
  }

  /** Ends the visit and asserts that the console stayed silent. */
  async end() {
    await this.page.close();
    assert.deepEqual(this.complaints, []);
  }

  /** The error together with the page's text at that time. */
  async withWhatIsSeen(cause) {
    const text = await this.text();
    const said = [cause.message];
    if (this.complaints.length) said.push(`The console said:\n${this.complaints.join('\n')}`);
    if (this.#reloads) said.push(`The page was loaded again, times: ${this.#reloads}`);
    if (!cause.message.includes(text)) said.push(`The page then read:\n${text}`);
    return new Error(said.join('\n\n'), { cause });
  }

  press(button) {
    return this.page.locator(this.byRole(button, 'button')).click();
  }

  openTab(tab) {
    return this.page.locator(this.byRole(tab, 'tab')).click();
  }

  /** Waits until the open view is computed and drawn. */
  async settled() {
    await this.page.waitForFunction(nothingUnderWay);
    await this.page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
  }

  /** Opens each of the model's views in turn, ranking rows where it can. */
  async eachTab(look) {
    for (const element of await this.page.$$('[role=tab]')) {
      const tab = await element.evaluate(({ textContent }) => textContent);
      await this.openTab(tab);
      if (await this.isThere('Rank rows', 'button')) await this.press('Rank rows');
      await this.settled();
      await look(tab);
    }
  }

  /** Waits for the element with this role and name. */
  find(name, kind, timeout) {
    return this.page.waitForSelector(this.byRole(name, kind), { timeout });
  }

  async isThere(name, kind) {
    const element = await this.page.$(this.byRole(name, kind));
    await element?.dispose();
    return element !== null;
  }

  /** @param {Record<string, number>} values by the fields' labels */
  async fill(values) {
    for (const [label, value] of Object.entries(values)) {
      const field = this.page.locator(this.byRole(label, 'spinbutton'));
      await field.fill(String(value));
    }
  }

  /** Opens a sample by its title, replacing open data. */
  async openSample(title) {
    await this.#otherData();
    await this.page.locator(`button ::-p-text(${title})`).click();
    await this.find('Train', 'button');
  }

  /** Chooses files in the browser's dialogue, replacing open data. */
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

  /** The page's visible text; '' while it is loading or hangs. */
  text() {
    const text = this.page.evaluate(() => document.body.innerText).catch(() => '');
    return Promise.race([text, sleep(30_000, '', { ref: false })]);
  }

  /** Waits until the page's text matches a pattern. Returns the match. */
  async reads(pattern, timeout = 60_000) {
    for (const end = Date.now() + timeout; ; await sleep(100)) {
      const text = await this.text();
      const match = pattern.exec(text);
      if (match) return match;
      if (Date.now() > end)
        throw new TimeoutError(`The page's text does not match ${pattern}:\n${text}`);
    }
  }

  /** Waits for an alert and returns its text. */
  async alert(timeout = 60_000) {
    const element = await this.page.waitForSelector('[role=alert]', { timeout });
    return element.evaluate(({ textContent }) => textContent);
  }

  /** Presses a button and returns the downloaded file: `{ name, bytes }`. */
  async download(button) {
    const before = new Set(await readdir(this.#downloads));
    await this.press(button);
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) {
      const names = (await readdir(this.#downloads)).filter((name) => !before.has(name));
      // During a download Chromium has one .crdownload file, Firefox a .part beside an empty file.
      if (names.length !== 1 || /\.(crdownload|part)$/.test(names[0])) continue;
      const bytes = await readFile(join(this.#downloads, names[0]));
      if (!bytes.length) continue;
      // So that the next download of the name is seen, too.
      await rm(join(this.#downloads, names[0]));
      return { name: names[0], bytes };
    }
    const there = await readdir(this.#downloads);
    throw new TimeoutError(
      `'${button}' downloaded no file; the folder has ${JSON.stringify(there)}.`,
    );
  }
}

/** Runs in the page. */
function nothingUnderWay() {
  const view = document.querySelector('[role=tabpanel]');
  return !view?.querySelector('progress') && !view?.innerText.includes('…');
}
