import { type Remote, wrap } from 'comlink';
import type { DataApi, LookApi, RunApi, Studio, ExportApi } from '../../contract/index.js';

const worker = new Worker(new URL('../../studio/studio.worker.ts', import.meta.url), {
  type: 'module',
});
const remote = wrap<Studio>(worker);

/** The studio's interface, for calls from the page. Comlink has no types for nested objects. */
export const studio = {
  data: remote.data as unknown as Remote<DataApi>,
  run: remote.run as unknown as Remote<RunApi>,
  look: remote.look as unknown as Remote<LookApi>,
  export: remote.export as unknown as Remote<ExportApi>,
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
