import { tmpdir } from 'node:os';
import puppeteer from 'puppeteer-core';
import { findChromium } from '../../tools/toolchain/browsers.mjs';

const executablePath = findChromium();

/** For `test(name, { skip }, ...)`: false, or why Chromium tests cannot run here. */
export const skip = executablePath
  ? false
  : 'no Chromium or Chrome here: on Debian, "apt-get install chromium" installs one';

/**
 * Starts a headless Chromium. Close it.
 * @param {{ netLog?: string, downloads?: string, profile?: string }} options `netLog`: a file for
 *   the network log, complete once the browser has ended; `downloads`: the folder for downloads;
 *   `profile`: the profile folder of an earlier browser, by default empty
 */
export function launchChromium({ netLog, downloads, profile } = {}) {
  return puppeteer.launch({
    executablePath,
    defaultViewport: { width: 1280, height: 900 },
    ...(downloads && { downloadBehavior: { policy: 'allow', downloadPath: downloads } }),
    ...(profile && { userDataDir: profile }),
    args: [
      // Chromium's sandbox does not start as root, as in containers.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Chromium's own requests find no host except this machine.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ...(netLog ? [`--log-net-log=${netLog}`] : []),
    ],
    env: { ...process.env, HOME: tmpdir() },
  });
}
