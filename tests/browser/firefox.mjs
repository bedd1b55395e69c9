import puppeteer from 'puppeteer-core';
import { findFirefox } from '../../tools/browsers.mjs';

const executablePath = findFirefox();

/** For `test(name, { skip }, ...)`: false, or why no test in Firefox can run here. */
export const skip = executablePath
  ? false
  : 'no Firefox here: on Debian, "apt-get install firefox-esr" brings one';

/** Starts a headless Firefox with an empty profile, driven over WebDriver BiDi. Close it. */
export function launchFirefox() {
  return puppeteer.launch({ browser: 'firefox', executablePath });
}
