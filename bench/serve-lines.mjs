import { createInterface } from 'node:readline';

/**
 * Writes `hello` to standard output. Then answers each line of JSON on standard input with a line:
 * what `answer` returns, or `{ error }`.
 */
export async function serveLines(hello, answer) {
  const write = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
  write(hello);
  for await (const line of createInterface({ input: process.stdin })) {
    write(await answer(JSON.parse(line)).catch((error) => ({ error: String(error) })));
  }
  process.exit(0);
}
