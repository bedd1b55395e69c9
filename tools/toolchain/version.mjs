/** The first version number in a text as [major, minor, patch], or null. */
export function parseVersion(text) {
  const match = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text ?? '');
  return match && [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/** Whether the version in `text` is `minimum` or later; false if `text` has none. */
export function atLeast(text, minimum) {
  const version = parseVersion(text);
  if (!version) return false;
  const difference = parseVersion(minimum).map((part, index) => version[index] - part);
  return (difference.find((part) => part !== 0) ?? 0) >= 0;
}
