import { readFileSync } from 'node:fs';
import { nearestName } from '../bindings/js/errors/nearest-name.js';
import type { Command } from './arguments/command.js';
import { commandHelp, entry } from './arguments/help.js';
import { Interrupted, OutputClosed, UsageError } from './terminal/ends.js';
import { Printed } from './terminal/printed.js';
import { Progress, type ProgressStyle } from './terminal/progress.js';

/** What `vae1 --help` says of each command. Their own files are loaded when they are run. */
const COMMANDS: Readonly<Record<string, readonly [what: string, load: () => Promise<Command>]>> = {
  synthesize: [
    'learn a table and write new rows like its own',
    async () => (await import('./commands/synthesize.js')).synthesize,
  ],
  train: [
    'train a model and write it to a file',
    async () => (await import('./commands/train.js')).train,
  ],
  generate: [
    'write new rows that a model makes',
    async () => (await import('./commands/generate.js')).generate,
  ],
  score: ['write how odd each row is', async () => (await import('./commands/score.js')).score],
  impute: ['fill the gaps of a table', async () => (await import('./commands/impute.js')).impute],
  encode: [
    'write where rows lie in the latent space',
    async () => (await import('./commands/encode.js')).encode,
  ],
  compare: [
    'say how good a synthetic table is',
    async () => (await import('./commands/compare.js')).compare,
  ],
  code: [
    'write what a network sees of rows',
    async () => (await import('./commands/code.js')).code,
  ],
  export: [
    'write a model for other programs',
    async () => (await import('./commands/export.js')).exportModel,
  ],
  import: [
    'make a model file of an exported one',
    async () => (await import('./commands/import.js')).importModel,
  ],
  info: ['say what a model file holds', async () => (await import('./commands/info.js')).info],
};

// Not awaited: the commands, which it loads, share modules with this one.
void main(process.argv.slice(2));

async function main([name, ...args]: readonly string[]): Promise<void> {
  const style = styleOf(args);
  const progress = new Progress(style);
  const printed = new Printed(process.stdout);
  process.stderr.on('error', () => {});
  try {
    await command(name, args, progress);
    progress.clear();
    await printed.arrived();
  } catch (error) {
    process.exitCode = await ended(error, progress);
  }
}

async function command(
  name: string | undefined,
  args: readonly string[],
  progress: Progress,
): Promise<void> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await help(args[0]?.startsWith('-') ? undefined : args[0]);
    if (name === undefined) process.exitCode = 2;
    return;
  }
  if (name === '--version' || name === '-v') return print(`${version()}\n`);
  const found = await load(name);
  const { parseArguments } = await import('./arguments/parse.js');
  const { positionals, options } = parseArguments(found, args);
  if (options.help) return print(commandHelp(found));
  await found.run(positionals, options, { progress, signal: interruption() });
}

function styleOf(args: readonly string[]): ProgressStyle {
  if (args.includes('--json')) return 'json';
  if (args.includes('--quiet') || args.includes('-q')) return 'quiet';
  return process.stderr.isTTY ? 'bar' : 'lines';
}

async function load(name: string): Promise<Command> {
  const found = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (found) return found[1]();
  const nearest = nearestName(name, Object.keys(COMMANDS));
  throw new UsageError(
    name.startsWith('-')
      ? `vae1 has no option ${name} before a command. vae1 --help lists the commands.`
      : `vae1 has no command ${name}; did you mean ${nearest}? vae1 --help lists them all.`,
  );
}

/** Ctrl-C and the system's request to end abort the work; a second one ends the process at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(exitCode);
      controller.abort(new Interrupted(exitCode));
    });
  return controller.signal;
}

async function help(name: string | undefined): Promise<void> {
  if (name !== undefined) return print(commandHelp(await load(name)));
  const commands = Object.entries(COMMANDS).map(([each, [what]]) => entry(each, what, 14));
  print(`vae1 ${version()}: a variational autoencoder for tables and arrays

  vae1 COMMAND [files] [options]

A first use: learn a table, and write as many new rows like its own.

  npx vae1 synthesize people.csv > made.csv

With a model file, each step by itself:

  vae1 train people.csv -o people.vae1
  vae1 generate people.vae1 -n 1000 -o made.csv
  vae1 compare people.csv made.csv
  vae1 score people.vae1 new.csv -o scores.csv

Commands (vae1 COMMAND --help has options and examples)
${commands.join('\n')}

Data are CSV, TSV, JSON, JSON lines, Parquet, Arrow, NPY or NPZ, told by their
content; - or a pipe is standard input. Nothing leaves this machine.
Exit codes: 0 done, 1 bad data or a failure, 2 wrong usage, 130 Ctrl-C.
`);
}

function print(text: string): void {
  process.stdout.write(text);
}

function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Says what went wrong, and returns the exit code. */
async function ended(error: unknown, progress: Progress): Promise<number> {
  progress.clear();
  if (error instanceof OutputClosed) return 0;
  if (error instanceof Interrupted) return error.exitCode;
  const { endOf } = await import('./terminal/sentence.js');
  const { message, code, kind } = endOf(error);
  const text =
    progress.style === 'json'
      ? JSON.stringify({ event: 'error', code: kind, message })
      : `vae1: ${message}`;
  process.stderr.write(`${text}\n`);
  return code;
}
