/** Fewer rows than this can be numbered by chance. */
const MIN_NUMBERED = 20;

/** A column of such a name numbers the rows with any integers, such as those of a database. */
const IDENTIFIER_NAME = /(^|[^A-Za-z])(id|Id|ID)$|[a-z](Id|ID)$/;

export function isIdentifierName(name: string): boolean {
  return IDENTIFIER_NAME.test(name);
}

/**
 * A test whether a column of numbers without gaps numbers the rows. It is asked of each number in
 * turn: whether this can be one that does, none of which is there twice. Under any name but that of
 * an identifier these fill more than half of 0, 1, ..., up to the greatest: quantities do not
 * without repeating themselves, and years do not begin there.
 */
export function rowNumbers(name: string, rows: number): (value: number) => boolean {
  if (rows < MIN_NUMBERED) return () => false;
  if (IDENTIFIER_NAME.test(name)) {
    const seen = new Set<number>();
    return (value) => Number.isSafeInteger(value) && seen.size < seen.add(value).size;
  }
  const seen = new Uint8Array(2 * rows);
  return (value) => seen[value] === 0 && (seen[value] = 1) === 1;
}
