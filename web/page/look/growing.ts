import { useEffect, useState } from 'preact/hooks';

/**
 * How many of `total` things to draw: `step` more with each frame, so that beginning them all does
 * not hold up the page. Once there, they stay.
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
