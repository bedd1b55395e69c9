import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { messageOf } from '../message-of.js';
import { weights } from '../state/run.js';

/** Between two refreshes there is at least this time, in ms, and three times what the last one took. */
const LEAST_PAUSE = 1000;

/**
 * Does `work` at once and after each change of the weights, one at a time, as long as the component
 * is on the page. A training under way gets most of the engine's time: work that takes long is done
 * the less often.
 * @returns What went wrong the last time.
 */
export function useKeptFresh(work: () => Promise<void>): Signal<string | null> {
  const failure = useSignal<string | null>(null);
  useEffect(() => {
    let open = true;
    let wanted = false;
    let busy = false;
    const refresh = async () => {
      busy = true;
      while (open && wanted) {
        wanted = false;
        const start = performance.now();
        try {
          await work();
          failure.value = null;
        } catch (error) {
          if (!isCancelled(error)) failure.value = messageOf(error);
        }
        const pause = Math.max(LEAST_PAUSE, 3 * (performance.now() - start));
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
      busy = false;
    };
    const unsubscribe = weights.subscribe(() => {
      wanted = true;
      if (!busy) void refresh();
    });
    return () => {
      open = false;
      unsubscribe();
    };
  }, []);
  return failure;
}

/** Whether work ended because other work took its place, or someone ended it. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
