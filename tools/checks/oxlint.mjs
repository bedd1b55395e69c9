import { command } from './test-parts.mjs';

/** oxlint over every script, by .oxlintrc.json. The types of `vae1` come from dist/. */
export async function linting() {
  return command('linting (npm run lint)', 'oxlint/bin/oxlint', []);
}
