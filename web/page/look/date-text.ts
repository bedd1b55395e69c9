const DAY = 86_400_000;

/**
 * Returns what shows the dates of a column, in ms since 1970: '2020-01-31', or with the time if all lie
 * within three days. Times of day, which are those of 1 January 1970, are shown without a date.
 * @param least,most Of the column.
 */
export function dateTextIn(least: number, most: number): (time: number) => string {
  const isTime = least >= 0 && most < DAY && most > least;
  const [first, end] = isTime ? [11, 16] : [0, most - least < 3 * DAY ? 16 : 10];
  return (time) => new Date(time).toISOString().slice(first, end).replace('T', ' ');
}
