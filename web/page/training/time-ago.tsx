import { useEffect, useState } from 'preact/hooks';
import { duration } from '../ui/format.js';

/** '3 s ago', updated every second. @param since In ms since 1970. */
export function TimeAgo({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Date.now() - since, now - since) / 1000;
  return <>{seconds < 1 ? 'just now' : `${ago(seconds)} ago`}</>;
}

function ago(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  if (days > 0) return days === 1 ? 'a day' : `${days} days`;
  return duration(Math.floor(seconds));
}
