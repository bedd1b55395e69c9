import { aptInstall } from './apt.mjs';
import { isProgram, programPath, thisSystem } from '../system.mjs';

const MAC_CHROMIUMS = ['Google Chrome', 'Chromium'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const MAC_FIREFOX = '/Applications/Firefox.app/Contents/MacOS/firefox';

/** Path of a Chromium or Chrome, or null. CHROME_PATH comes first. */
export function findChromium() {
  return (
    firstProgram(process.env.CHROME_PATH, ...MAC_CHROMIUMS) ??
    programPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
  );
}

/** Path of a Firefox, or null. FIREFOX_PATH comes first. */
export function findFirefox() {
  return (
    firstProgram(process.env.FIREFOX_PATH, MAC_FIREFOX) ?? programPath('firefox-esr', 'firefox')
  );
}

/** Path of the WebDriver server that comes with WebKitGTK and starts its browser, or null. */
export function findWebKitDriver() {
  return programPath('WebKitWebDriver');
}

/** Path of the X server without a screen that WebKitGTK's browser needs, or null. */
export function findXvfb() {
  return programPath('Xvfb');
}

const PACKAGES = [
  { name: 'chromium', find: findChromium },
  { name: 'firefox-esr', find: findFirefox },
  { name: 'webkit2gtk-driver', find: findWebKitDriver },
  { name: 'xvfb', find: findXvfb },
];

/** Installs the browsers that the tests drive if allowed: as root on Debian. */
export async function ensureBrowsers() {
  const { id, root } = thisSystem();
  const missing = PACKAGES.filter(({ find }) => !find()).map(({ name }) => name);
  if (missing.length && id === 'debian' && root) await aptInstall(missing);
}

function firstProgram(...files) {
  return files.find((file) => file && isProgram(file));
}
