import type { RunLocks } from './run-locks.js';

// A reloaded page may ask for its run before the old page has released it.
const PATIENCE_MS = 1500;

/** Uses Web Locks, which the browser releases when a tab closes or crashes. */
export class BrowserRunLocks implements RunLocks {
  #held: { readonly id: string; readonly release: () => void } | null = null;

  async hold(id: string): Promise<boolean> {
    if (this.#held?.id === id) return true;
    const release = await take(id);
    if (!release) return false;
    this.release();
    this.#held = { id, release };
    return true;
  }

  release(): void {
    this.#held?.release();
    this.#held = null;
  }

  async isFree(id: string): Promise<boolean> {
    if (this.#held?.id === id) return false;
    const release = await take(id);
    release?.();
    return release !== null;
  }
}

/** Returns a function that releases the lock, or null if the lock is not available. */
async function take(id: string): Promise<(() => void) | null> {
  // Web Locks need https. Without them, runs of two tabs may overwrite each other.
  if (!navigator.locks) return () => {};
  return new Promise((resolve) => {
    const held = (): Promise<void> => new Promise((release) => resolve(() => release()));
    navigator.locks
      .request(`vae1-run-${id}`, { signal: AbortSignal.timeout(PATIENCE_MS) }, held)
      .catch(() => resolve(null));
  });
}
