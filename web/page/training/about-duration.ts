/** A rough duration in words: 'a few seconds', 'about 40 seconds', 'about 3 minutes', 'about 2 days'. */
export function aboutDuration(seconds: number): string {
  if (seconds < 8) return 'a few seconds';
  if (seconds < 55) return `about ${10 * Math.max(1, Math.round(seconds / 10))} seconds`;
  const minutes = seconds / 60;
  if (minutes < 55) return plural(Math.max(1, Math.round(minutes)), 'minute');
  const hours = minutes / 60;
  if (hours < 36) return plural(Math.max(1, Math.round(hours)), 'hour');
  return plural(Math.round(hours / 24), 'day');
}

function plural(n: number, noun: string): string {
  return `about ${n} ${noun}${n === 1 ? '' : 's'}`;
}
