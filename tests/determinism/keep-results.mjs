// node tests/determinism/keep-results.mjs: writes kept-results.json from what dist/ gives.
// Run it only after a change that is meant to alter results, and say so in CHANGELOG.md.
import { writeFile } from 'node:fs/promises';
import { KEPT_MODELS } from './kept-models.mjs';
import { resultsNow } from './kept-results.mjs';

const kept = {};
for (const [name, makeResults] of Object.entries(KEPT_MODELS))
  kept[name] = await resultsNow(makeResults);
await writeFile(
  new URL('kept-results.json', import.meta.url),
  `${JSON.stringify(kept, undefined, 2)}\n`,
);
