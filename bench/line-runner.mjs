import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Starts a program that answers lines of JSON (serve-lines.mjs, or the same in another language).
 * @returns {Promise<{ hello: object, measure: (task: object) => Promise<object>, close: () => void
 *   }>}
 */
export async function openLineRunner(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (text) => (complaints += text));
  child.stdin.on('error', () => {});
  const ended = new Promise((_, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      reject(new Error(`${command} ${args.join(' ')} ended (${code}): ${complaints.slice(-2000)}`)),
    );
  });
  ended.catch(() => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextMessage = async () => {
    // Libraries print greetings, too. Skip them.
    for (;;) {
      const { value = '' } = await Promise.race([lines.next(), ended]);
      if (value.startsWith('{')) return JSON.parse(value);
      if (!value) return ended;
    }
  };
  return {
    hello: await nextMessage(),
    async measure(task) {
      child.stdin.write(`${JSON.stringify(task)}\n`);
      const answer = await nextMessage();
      if (answer.error) throw new Error(answer.error);
      return answer;
    },
    close: () => void child.kill(),
  };
}
