import type { Command } from './command.js';
import { flagOf } from './flags.js';
import type { Kind } from './kinds.js';
import { GENERAL, type OptionName, OPTIONS, SHORT } from './options.js';

const WIDTH = 80;

/** The text of `vae1 COMMAND --help`. */
export function commandHelp(command: Command): string {
  const { name, summary, positionals, writes, options, help, about, examples } = command;
  const files = [...positionals, ...(writes ? [`-o ${writes.place}`] : [])];
  const isGeneral = (each: OptionName) => (GENERAL as readonly OptionName[]).includes(each);
  const general = options.filter(isGeneral);
  const own = options.filter((each) => !isGeneral(each));
  const parts = [
    `vae1 ${name} ${files.join(' ')} [options]`,
    wrapped(summary, 0),
    ...about.map((paragraph) => wrapped(paragraph, 0)),
    `Examples\n${examples.map(([line, what]) => `  ${line}\n${wrapped(what, 6)}`).join('\n')}`,
    `Options (defaults in brackets)\n${list(own, help)}`,
    `General options\n${list(general)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function list(names: readonly OptionName[], help: Command['help'] = {}): string {
  const rows = names.map((name) => [written(name), help[name] ?? OPTIONS[name].help] as const);
  return rows.map(([left, right]) => entry(left, right, 30)).join('\n');
}

function written(name: OptionName): string {
  const short = Object.keys(SHORT).find((letter) => SHORT[letter] === name);
  const { placeholder } = OPTIONS[name] as Kind<unknown>;
  const shown = placeholder && placeholder.length > 16 ? 'WORD' : placeholder;
  return `${short ? `-${short}, ` : ''}${flagOf(name)}${shown ? ` ${shown}` : ''}`;
}

/** A term and what it means, beside it or, where it is long, below. */
export function entry(term: string, meaning: string, column: number): string {
  const text = wrapped(meaning, column);
  const begins = `  ${term}`;
  return begins.length < column ? begins.padEnd(column) + text.slice(column) : `${begins}\n${text}`;
}

function wrapped(text: string, indent: number): string {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = ' '.repeat(indent);
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}
