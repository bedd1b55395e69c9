import type { RunLocks } from './run-locks.js';

// A page that is loaded again asks for its run when its former self may just be letting go.
const PATIENCE_MS = 1500;

/** By Web Locks, which the browser takes back from what has ended. */
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

/** What lets go of the lock again; null where it is not to be had. */
async function take(id: string): Promise<(() => void) | null> {
  // There are none on http: runs of two tabs then get in each other's way.
  if (!navigator.locks) return () => {};
  return new Promise((resolve) => {
    const held = (): Promise<void> => new Promise((release) => resolve(() => release()));
    navigator.locks
      .request(`vae1-run-${id}`, { signal: AbortSignal.timeout(PATIENCE_MS) }, held)
      .catch(() => resolve(null));
  });
}
