import type { Context } from './context.js';

/**
 * What a command that writes a file has to say of it: on standard error, or as JSON on standard output,
 * unless the file itself goes there.
 */
export function printResult(
  { progress }: Context,
  output: string,
  facts: object,
  sentence: string,
): void {
  progress.clear();
  if (output === '-') return;
  if (progress.style === 'json') process.stdout.write(`${JSON.stringify(facts)}\n`);
  else progress.note(sentence);
}
