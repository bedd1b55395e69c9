import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFirefox } from '../../tools/toolchain/browsers.mjs';

const program = findFirefox();

/** For `test(name, { skip }, ...)`: false, or why Firefox tests cannot run here. */
export const skip = program
  ? false
  : 'no Firefox here: on Debian, "apt-get install firefox-esr" installs one';

/** Turns off what Firefox shows or fetches by itself at its first start. */
export const PREFERENCES = {
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
};

/**
 * Opens a page in a headless Firefox with an empty profile. Close it.
 *
 * Uses no driver, because a driver would listen to its workers: see stopListeningToWorkers().
 */
export async function launchFirefox(address) {
  const profile = await mkdtemp(join(tmpdir(), 'vae1-firefox-'));
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profile, 'user.js'), lines.join(''));
  const args = ['--headless', '--no-remote', '--profile', profile, address];
  const child = spawn(program, args, { stdio: 'ignore' });
  const exit = once(child, 'exit');
  return {
    async close() {
      child.kill();
      await exit;
      // Its child processes end a moment later and may still write.
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
