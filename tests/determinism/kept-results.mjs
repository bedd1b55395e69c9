import { readFile } from 'node:fs/promises';
import { resultHash } from './result-hash.mjs';

const file = new URL('kept-results.json', import.meta.url);

/** The hashes that are kept: of each call's answer, by the model's name and the call's. */
export async function keptResults() {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** The hashes of what a model of kept-models.mjs gives now. */
export async function resultsNow(makeResults) {
  const results = await makeResults();
  return Object.fromEntries(
    Object.entries(results).map(([call, answer]) => [call, resultHash(answer)]),
  );
}
