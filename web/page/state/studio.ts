import { type Remote, wrap } from 'comlink';
import type { DataApi, LookApi, RunApi, Studio, ExportApi } from '../../contract/index.js';

let remote: Remote<Studio> | null = null;
let failed: (message: string) => void = () => {};

/** Starts the worker, unless it runs. The first call to the studio does so, too. */
export function startStudio(): Remote<Studio> {
  if (remote) return remote;
  const worker = new Worker(new URL('../../studio/studio.worker.ts', import.meta.url), {
    type: 'module',
  });
  worker.onerror = (event) => {
    event.preventDefault();
    failed(
      `The page’s worker failed: ${event.message || 'it could not be loaded'}. Reload the page.`,
    );
  };
  remote = wrap<Studio>(worker);
  return remote;
}

/** The studio's interface, for calls from the page. Comlink has no types for nested objects. */
export const studio = {
  get data() {
    return startStudio().data as unknown as Remote<DataApi>;
  },
  get run() {
    return startStudio().run as unknown as Remote<RunApi>;
  },
  get look() {
    return startStudio().look as unknown as Remote<LookApi>;
  },
  get export() {
    return startStudio().export as unknown as Remote<ExportApi>;
  },
};

/** Calls `tell` once, with a sentence, if the worker crashes: nothing answers after that. */
export function onStudioFailure(tell: (message: string) => void): void {
  failed = tell;
}
