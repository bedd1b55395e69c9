import { aptInstall } from './apt.mjs';
import { SetupError, outputOf } from '../run.mjs';
import { programPath, thisSystem, versionOf } from '../system.mjs';
import { atLeast } from './version.mjs';

/** Minimum versions; `null` where any will do. `for` names what needs it. */
const NEEDED = [
  { name: 'Node', minimum: '20.19', for: 'build' },
  // Emscripten's own minimum.
  { name: 'python3', minimum: '3.10', for: 'build', apt: 'python3', brew: 'python' },
  { name: 'CMake', minimum: '3.25', for: 'build', apt: 'cmake', brew: 'cmake' },
  { name: 'make or ninja', minimum: null, for: 'build', apt: 'ninja-build', brew: 'ninja' },
  { name: 'a C++ compiler', minimum: null, for: 'tests', apt: 'g++', brew: null },
  { name: 'GoogleTest', minimum: null, for: 'tests', apt: 'libgtest-dev', brew: 'googletest' },
];

/**
 * What has to be installed before anything can be built or tested.
 * @param {Record<string, string | null>} found version of each thing of NEEDED by its name (any text
 *   where only its presence counts), null where it is not there
 * @param {{ tests: boolean }} purpose
 */
export function missingPrerequisites(found, { tests }) {
  return NEEDED.filter((item) => tests || item.for === 'build').filter(({ name, minimum }) =>
    minimum === null ? !found[name] : !atLeast(found[name], minimum),
  );
}

/**
 * One sentence that names what is missing, and the command that installs it.
 * @param {ReturnType<typeof missingPrerequisites>} missing not empty
 * @param {{ debianLike: boolean, root: boolean, macOS: boolean }} system
 */
export function missingSentence(missing, found, system) {
  const wanted = missing.map(({ name, minimum }) => {
    const version = minimum && `${name} >= ${minimum}`;
    return found[name] && version ? `${version} (found: ${found[name].trim()})` : (version ?? name);
  });
  return `Missing: ${wanted.join(', ')}. ${installAdvice(missing, system)}`;
}

function installAdvice(missing, { debianLike, root, macOS }) {
  const steps = [];
  if (missing.some(({ name }) => name === 'Node')) steps.push('take Node from https://nodejs.org');
  const manager = debianLike ? 'apt' : macOS ? 'brew' : null;
  const packages = manager ? missing.map((item) => item[manager]).filter(Boolean) : [];
  if (packages.length) {
    const command = { apt: `${root ? '' : 'sudo '}apt-get install`, brew: 'brew install' }[manager];
    steps.push(`run "${command} ${packages.join(' ')}"`);
  }
  if (macOS && missing.some(({ name }) => name === 'a C++ compiler')) {
    steps.push('run "xcode-select --install"');
  }
  const advice = steps.length ? steps.join(' and ') : 'install it with the package manager';
  return `${advice[0].toUpperCase()}${advice.slice(1)}, then run this command again.`;
}

/** Looks for everything that `missingPrerequisites` judges. */
export function findPrerequisites() {
  const compiler = programPath(
    ...(process.env.CXX ? [process.env.CXX] : []),
    'c++',
    'g++',
    'clang++',
  );
  return {
    Node: process.versions.node,
    python3: versionOf(
      programPath('python3'),
      '-c',
      'import platform; print(platform.python_version())',
    ),
    CMake: parseFirstLine(versionOf(programPath('cmake'))),
    'make or ninja': programPath('ninja', 'make'),
    'a C++ compiler': compiler,
    GoogleTest: compiler && hasGoogleTest(compiler) ? 'found' : null,
  };
}

function parseFirstLine(text) {
  return text && text.split('\n')[0].replace(/^cmake version /, '');
}

function hasGoogleTest(compiler) {
  const folders = ['-I/usr/local/include', '-I/opt/homebrew/include'];
  const args = ['-x', 'c++', '-E', ...folders, '-include', 'gtest/gtest.h', '/dev/null'];
  return outputOf(compiler, args) !== null;
}

/**
 * Installs what is missing where that is allowed (root on a Debian-like system).
 * @throws {SetupError} naming what is still missing
 */
export async function ensurePrerequisites(purpose) {
  const system = thisSystem();
  let found = findPrerequisites();
  let missing = missingPrerequisites(found, purpose);
  const packages = missing.map(({ apt }) => apt).filter(Boolean);
  if (packages.length && system.debianLike && system.root) {
    await aptInstall(packages);
    found = findPrerequisites();
    missing = missingPrerequisites(found, purpose);
  }
  if (missing.length) throw new SetupError(missingSentence(missing, found, system));
}
