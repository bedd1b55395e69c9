import type { Options, OptionName } from './options.js';
import type { Context } from '../terminal/context.js';

/** A sub-command: what help says of it, and what it does. */
export interface Command {
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** The files that it takes, such as MODEL and DATA; DATA... for any number of them. */
  readonly positionals: readonly string[];
  /** What -o writes, if it must be given: its place, such as MODEL, and what it is. */
  readonly writes?: { readonly place: string; readonly what: string };
  readonly options: readonly OptionName[];
  /** Help of options that mean something of their own here. */
  readonly help?: Partial<Readonly<Record<OptionName, string>>>;
  /** What one should know, in paragraphs. */
  readonly about: readonly string[];
  /** Command lines to copy, each with what it does. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  run(files: readonly string[], options: Options, context: Context): Promise<void>;
}
