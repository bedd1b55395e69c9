/**
 * Conditions for a release. Each function returns what is wrong, or nothing.
 */

/** @param {string} status what `git status --porcelain` prints */
export function uncommitted(status) {
  return status.trim() && `not committed: ${status.trim().split('\n').join(', ')}`;
}

/**
 * @param {string} version that of package.json
 * @param {string} changelog CHANGELOG.md, whose newest version comes first
 */
export function unlikeTheChangelog(version, changelog) {
  const newest = /^## \[(.*?)\]/m.exec(changelog)?.[1];
  return newest !== version && `CHANGELOG.md begins with ${newest}, package.json has ${version}`;
}

/**
 * @param {string[]} files those that npm would publish
 * @param {string[]} needed
 */
export function unpublished(files, needed) {
  const lacking = needed.filter((name) => !files.includes(name));
  return lacking.length > 0 && `not in the package: ${lacking.join(', ')}`;
}
