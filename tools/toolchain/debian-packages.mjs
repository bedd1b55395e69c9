/**
 * Pure functions over what apt prints: which mirror to ask, and which packages make up the toolchain.
 */

/**
 * The Debian mirror that the system itself uses.
 * @param {string} uris what `apt-get update --print-uris` prints
 * @param {string} codename the system's own release, VERSION_CODENAME of /etc/os-release
 * @returns {string | null} the archive's root URI
 */
export function debianMirror(uris, codename) {
  const archives = [...uris.matchAll(/^'(\S+)\/dists\/([^/\s]+)\/(?:In)?Release(?:\.gpg)?'/gm)];
  const releases = [codename, 'stable', 'testing', 'unstable', 'sid'];
  for (const release of releases) {
    const archive = archives.find(([, , name]) => name === release);
    if (archive) return archive[1];
  }
  return null;
}

/** Parses `apt-cache show`: one record per package, its alternatives of each dependency in order. */
export function parsePackages(text) {
  return text
    .split(/\n\n+/)
    .map((stanza) => {
      const field = (name) => stanza.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1] ?? '';
      const depends = [field('Pre-Depends'), field('Depends')]
        .flatMap((list) => list.split(','))
        .map((item) => item.split('|').map((name) => name.trim().split(/[\s:(]/)[0]))
        .filter(([name]) => name);
      return { name: field('Package'), version: field('Version'), depends };
    })
    .filter(({ name }) => name);
}

/**
 * Names of the packages that `roots` need, found by following their dependencies, so that no list has
 * to follow the suite's library versions.
 * @param {string[]} roots
 * @param {(name: string) => boolean} onSystem true for what the system has itself or nobody needs
 * @param {(names: string[]) => {name: string, depends: string[][]}[]} show
 * @returns {{ names: string[], unknown: string[] }} unknown: dependencies that no package answers to
 */
export function dependencyClosure(roots, onSystem, show) {
  const names = new Set();
  const unknown = new Set();
  let wanted = roots;
  while (wanted.length) {
    const records = new Map(show(wanted).map((record) => [record.name, record]));
    for (const name of wanted) (records.has(name) ? names : unknown).add(name);
    wanted = [
      ...new Set(
        [...records.values()]
          .flatMap(({ depends }) => depends)
          .filter((alternatives) => !alternatives.some((name) => onSystem(name) || names.has(name)))
          .map(([first]) => first),
      ),
    ].filter((name) => !unknown.has(name));
  }
  return { names: [...names].sort(), unknown: [...unknown].sort() };
}
