/** A column of fewer rows than this can look like row numbers by chance. */
const MIN_NUMBERED = 20;

/** A column with such a name may number the rows with any integers, such as those of a database. */
const IDENTIFIER_NAME = /(^|[^A-Za-z])(id|Id|ID)$|[a-z](Id|ID)$/;

export function isIdentifierName(name: string): boolean {
  return IDENTIFIER_NAME.test(name);
}

/**
 * Tests whether a column of numbers without gaps numbers the rows. Call the test with each number in
 * turn; it returns whether the column still can. Row numbers never repeat. Unless the name is that of
 * an identifier, they must fill more than half of 0, 1, ..., up to the greatest: quantities that do so
 * repeat themselves, and years do not begin there.
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
