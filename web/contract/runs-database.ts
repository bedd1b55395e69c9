/** The IndexedDB database of the kept runs. A browser that has kept none has no such database. */
export const RUNS_DATABASE = 'vae1-runs';
