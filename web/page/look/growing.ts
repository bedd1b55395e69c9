import { useEffect, useState } from 'preact/hooks';

/**
 * How many of `total` items to draw: `step` more with each frame, so that drawing them does not
 * block the page. Drawn items stay.
 */
export function useGrowing(total: number, step: number): number {
  const [room, setRoom] = useState(step);
  useEffect(() => {
    if (room >= total) return;
    const frame = requestAnimationFrame(() => setRoom(room + step));
    return () => cancelAnimationFrame(frame);
  }, [room, total, step]);
  return Math.min(room, total);
}
