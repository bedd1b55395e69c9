import { tmpdir } from 'node:os';
import puppeteer from 'puppeteer-core';
import { findChromium } from '../../tools/toolchain/browsers.mjs';

const executablePath = findChromium();

/** For `test(name, { skip }, ...)`: false, or why no test in Chromium can run here. */
export const skip = executablePath
  ? false
  : 'no Chromium or Chrome here: on Debian, "apt-get install chromium" brings one';

/**
 * Starts a headless Chromium. Close it.
 * @param {{ netLog?: string, downloads?: string, profile?: string }} options `netLog`: a file for
 *   its log of the network, complete once it has ended; `downloads`: the folder that they go to;
 *   `profile`: a folder with what an earlier one kept, else its profile is empty
 */
export function launchChromium({ netLog, downloads, profile } = {}) {
  return puppeteer.launch({
    executablePath,
    defaultViewport: { width: 1280, height: 900 },
    ...(downloads && { downloadBehavior: { policy: 'allow', downloadPath: downloads } }),
    ...(profile && { userDataDir: profile }),
    args: [
      // Chromium's sandbox does not start as root, which is what containers run as.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Whatever Chromium itself would like to fetch, it finds no host but this machine.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ...(netLog ? [`--log-net-log=${netLog}`] : []),
    ],
    env: { ...process.env, HOME: tmpdir() },
  });
}
