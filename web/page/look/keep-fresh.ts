import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { messageOf } from '../ui/message-of.js';
import { weights } from '../state/run.js';

/**
 * The shortest pause between two refreshes, in ms; also at least three times the last one's
 * duration.
 */
const LEAST_PAUSE = 1000;

/**
 * Runs `work` now and after each change of the weights, one at a time, while the component is
 * mounted. Slow work runs less often, which leaves most of the engine's time to training.
 * @returns The last run's error message.
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

/** Whether the work was cancelled, by a newer request or by the user. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
