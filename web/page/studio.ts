import { type Remote, wrap } from 'comlink';
import type { DataDesk, LookDesk, RunDesk, Studio, TakeAwayDesk } from '../studio/contract.js';

const worker = new Worker(new URL('../studio/studio.worker.ts', import.meta.url), {
  type: 'module',
});
const remote = wrap<Studio>(worker);

/** The studio's interface, for calls from the page. Comlink has no types for nested objects. */
export const studio = {
  data: remote.data as unknown as Remote<DataDesk>,
  run: remote.run as unknown as Remote<RunDesk>,
  look: remote.look as unknown as Remote<LookDesk>,
  takeAway: remote.takeAway as unknown as Remote<TakeAwayDesk>,
  prepare: remote.prepare,
};

/** Calls `tell` once, with a sentence, if the worker crashes: nothing answers after that. */
export function onStudioFailure(tell: (message: string) => void): void {
  worker.onerror = (event) => {
    event.preventDefault();
    tell(
      `The page’s worker failed: ${event.message || 'it could not be loaded'}. Reload the page.`,
    );
  };
}
