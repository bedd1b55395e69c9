import type { Settings } from '../../contract/index.js';

/** Settings that earlier versions of the page did not have, as they then were. */
const ADDED_LATER = { conditions: [], target: null } satisfies Partial<Settings>;

/** The settings of a kept run, which may be of an earlier version of the page. */
export function keptSettings(kept: Settings): Settings {
  return { ...ADDED_LATER, ...kept };
}
