import { parseArgs } from 'node:util';
import { nearestName } from '../../bindings/js/errors/nearest-name.js';
import { UsageError } from '../terminal/ends.js';
import type { Command } from './command.js';
import { flagOf } from './flags.js';
import type { Kind } from './kinds.js';
import { type OptionName, OPTIONS, type Options, SHORT } from './options.js';

export interface Arguments {
  readonly positionals: readonly string[];
  readonly options: Options;
}

/** Files that may come from a pipe. */
const PIPED = ['DATA', 'SYNTHETIC'];

/**
 * Reads what follows the name of a command. `-` stands for standard input, and so does a last file that
 * is left out if something is piped in.
 * @throws UsageError
 */
export function parseArguments(command: Command, args: readonly string[]): Arguments {
  const flags = new Map(command.options.map((name) => [flagOf(name), name]));
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      [...flags].map(([flag, name]) => [
        flag.slice(2),
        { type: OPTIONS[name].placeholder ? 'string' : 'boolean', ...shortOf(name) } as const,
      ]),
    ),
  });
  const positionals: string[] = [];
  const options: Record<string, unknown> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const name = flags.get(`--${token.name}`);
    if (name === undefined) throw unknownOption(command, token.rawName, [...flags.keys()]);
    const kind = OPTIONS[name] as Kind<unknown>;
    const { rawName, value } = token;
    if (!kind.placeholder && value !== undefined)
      throw new UsageError(`${rawName} takes no value.`);
    const isFlag = !token.inlineValue && /^--[a-z]/.test(value ?? '');
    if (kind.placeholder && (value === undefined || isFlag))
      throw new UsageError(`${rawName} needs a value: ${rawName} ${kind.placeholder}.`);
    options[name] = kind.read(rawName, value ?? '', options[name]);
  }
  const parsed = options as Options;
  if (!parsed.help) {
    checkPositionals(command, positionals);
    if (command.writes && parsed.output === undefined)
      throw new UsageError(
        `vae1 ${command.name} needs ${command.writes.what}: -o ${command.writes.place}.`,
      );
  }
  return { positionals, options: parsed };
}

function shortOf(name: OptionName) {
  const short = Object.keys(SHORT).find((letter) => SHORT[letter] === name);
  return short ? { short } : {};
}

function unknownOption(command: Command, flag: string, known: readonly string[]): UsageError {
  const nearest = nearestName(flag, known);
  return new UsageError(
    `vae1 ${command.name} has no option ${flag}; did you mean ${nearest}? ` +
      `vae1 ${command.name} --help lists them all.`,
  );
}

function checkPositionals(command: Command, positionals: string[]): void {
  const { name, positionals: expected } = command;
  const isOpen = expected.at(-1)?.endsWith('...') ?? false;
  if (positionals.length > expected.length && !isOpen) {
    throw new UsageError(
      `vae1 ${name} takes ${expected.join(' ')}, and so has no place for ` +
        `${JSON.stringify(positionals[expected.length])}.`,
    );
  }
  const isPiped = !process.stdin.isTTY && PIPED.includes(expected.at(-1)!);
  if (positionals.length === expected.length - 1 && isPiped) positionals.push('-');
  if (isOpen ? positionals.length >= expected.length : positionals.length === expected.length)
    return;
  throw new UsageError(
    `vae1 ${name} needs ${expected[positionals.length]}: vae1 ${name} ${expected.join(' ')}. ` +
      `vae1 ${name} --help has examples.`,
  );
}
