import { exitCode, run } from '../run.mjs';

/** Installs Debian packages on the system itself. Only root can. */
export async function aptInstall(packages) {
  console.log(`Installing ${packages.join(', ')} with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  // A machine's package lists are often missing or older than the mirror.
  if ((await exitCode('apt-get', install, { env, stdio: 'ignore' })) === 0) return;
  await run('apt-get', ['update', '-qq'], { env });
  await run('apt-get', install, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}
