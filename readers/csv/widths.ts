/** Whether a record has no text. */
export function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '');
}

/** The number of cells that most records have; of two numbers as frequent, the greater. */
export function commonWidth(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  let [width, most] = [1, 0];
  for (const [length, count] of counts)
    if (count > most || (count === most && length > width)) [width, most] = [length, count];
  return width;
}

export function filledCells(record: readonly string[]): string[] {
  return record.map((cell) => cell.trim()).filter((cell) => cell !== '');
}
