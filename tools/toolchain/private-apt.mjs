import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { debianMirror } from './debian-packages.mjs';
import { SetupError, outputOf } from '../run.mjs';
import { osRelease } from '../system.mjs';

const KEYRINGS = ['gpg', 'pgp'].map((end) => `/usr/share/keyrings/debian-archive-keyring.${end}`);

/**
 * An apt that reads only `suite`, from the system's own mirror, and writes only below `folder`.
 * Signatures are checked as always.
 * @returns {{ folder: string, env: object }} the environment that makes apt-get and apt-cache use it
 * @param {string} advice what else the user can do, for the error's sentence
 * @throws {SetupError} if the system has no Debian mirror or keyring
 */
export function privateApt(folder, suite, advice) {
  const codename = osRelease().VERSION_CODENAME ?? 'stable';
  const mirror = debianMirror(outputOf('apt-get', ['update', '--print-uris']) ?? '', codename);
  const keyring = KEYRINGS.find((file) => existsSync(file));
  if (!mirror || !keyring) {
    const lacking = mirror
      ? 'no keyring of the Debian archive (package debian-archive-keyring)'
      : 'no Debian mirror among its apt sources';
    throw new SetupError(
      `This system has ${lacking}, so packages of Debian ${suite} cannot be had. ${advice}`,
    );
  }
  for (const part of ['lists/partial', 'archives/partial'])
    mkdirSync(`${folder}/${part}`, { recursive: true });
  writeFileSync(`${folder}/status`, '');
  writeFileSync(`${folder}/sources.list`, `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`);
  // Keep the system's network settings (proxies, timeouts), but not its hooks: they touch the system.
  const network = (outputOf('apt-config', ['dump']) ?? '').match(/^Acquire::.*$/gm) ?? [];
  const config = [
    ...network,
    'Acquire::Languages "none";',
    'APT::Sandbox::User "root";',
    `Dir::State "${folder}";`,
    `Dir::State::lists "${folder}/lists";`,
    `Dir::State::status "${folder}/status";`,
    `Dir::Cache "${folder}";`,
    `Dir::Etc::main "/dev/null";`,
    `Dir::Etc::parts "/dev/null";`,
    `Dir::Etc::sourcelist "${folder}/sources.list";`,
    `Dir::Etc::sourceparts "/dev/null";`,
    `Dir::Etc::preferences "/dev/null";`,
    `Dir::Etc::preferencesparts "/dev/null";`,
  ];
  writeFileSync(`${folder}/apt.conf`, config.join('\n') + '\n', { mode: 0o600 });
  return { folder, env: { ...process.env, APT_CONFIG: `${folder}/apt.conf` } };
}
