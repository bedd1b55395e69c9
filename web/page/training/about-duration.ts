/** A rough duration in words: 'a few seconds', '40 seconds', '3 minutes', '2 hours', '3 days'. */
export function aboutDuration(seconds: number): string {
  if (seconds < 8) return 'a few seconds';
  if (seconds < 55) return `${10 * Math.max(1, Math.round(seconds / 10))} seconds`;
  const minutes = seconds / 60;
  if (minutes < 55) return plural(Math.max(1, Math.round(minutes)), 'minute');
  const hours = minutes / 60;
  if (hours < 36) return plural(Math.max(1, Math.round(hours)), 'hour');
  return plural(Math.round(hours / 24), 'day');
}

function plural(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
