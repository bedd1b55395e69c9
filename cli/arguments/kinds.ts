import type { Balance, ColumnOverrides, EarlyStopping } from 'vae1';
import type { Delimiter } from '../../readers/reading-options.js';
import { UsageError } from '../terminal/ends.js';

/** A kind of value: how it is written, and how it is read. */
export interface Kind<T> {
  /** Its place in help; a flag has none. */
  readonly placeholder?: string;
  /** @param before What earlier uses of the option gave: some add to it. */
  readonly read: (flag: string, text: string, before: T | undefined) => T;
}

const number = (flag: string, text: string): number => {
  const value = text.trim() === '' ? NaN : Number(text);
  if (Number.isNaN(value)) throw new UsageError(`${flag} takes a number, not ${shown(text)}.`);
  return value;
};

export const FLAG: Kind<boolean> = { read: () => true };
export const NUMBER: Kind<number> = { placeholder: 'N', read: number };
export const FILE: Kind<string> = { placeholder: 'FILE', read: (_flag, text) => text };
export const NAME: Kind<string> = { placeholder: 'NAME', read: (_flag, text) => text };

/** One of some words, which the API checks. */
export function words<T extends string>(): Kind<T> {
  return { placeholder: 'WORD', read: (_flag, text) => text as T };
}

/** One of some words. */
export function choice<T extends string>(...choices: readonly T[]): Kind<T> {
  return {
    placeholder: choices.join('|'),
    read(flag, text) {
      if (choices.includes(text as T)) return text as T;
      throw new UsageError(`${flag} takes one of ${choices.join(', ')}, not ${shown(text)}.`);
    },
  };
}

/** What separates the cells of a line. */
export const DELIMITER: Kind<Delimiter> = {
  placeholder: 'CHARACTER',
  read(flag, text) {
    if (text === 'tab' || text === '\\t' || text === '\t') return '\t';
    if (text === 'space' || text === ' ') return ' ';
    if (text === ',' || text === ';' || text === '|') return text;
    throw new UsageError(`${flag} takes a comma, ;, |, tab or space, not ${shown(text)}.`);
  },
};

/** Numbers with commas between them; '' for none. */
export const NUMBERS: Kind<number[]> = {
  placeholder: 'N,N,...',
  read: (flag, text) =>
    text.trim() === '' ? [] : text.split(',').map((part) => number(flag, part)),
};

/** Texts with commas between them, or one each time the option is given; or a JSON array. */
export const TEXTS: Kind<string[]> = {
  placeholder: 'NAME,...',
  read(flag, text, before = []) {
    const more = text.startsWith('[') ? json<string[]>(flag, text) : text.split(',');
    return [...before, ...more.map(String)];
  },
};

/** A number, or what the API takes instead, as JSON: a schedule. */
export const NUMBER_OR_JSON: Kind<number> = {
  placeholder: 'N|JSON',
  read: (flag, text) =>
    text.trim().startsWith('{') ? json<number>(flag, text) : number(flag, text),
};

/** true, false, or patience and minDelta as JSON. */
export const STOPPING: Kind<boolean | EarlyStopping> = {
  placeholder: 'true|false|JSON',
  read(flag, text) {
    if (text === 'true' || text === 'false') return text === 'true';
    if (text.startsWith('{')) return json<EarlyStopping>(flag, text);
    throw new UsageError(`${flag} takes true, false or a JSON object, not ${shown(text)}.`);
  },
};

/** NAME=TYPE each time the option is given; or an object as JSON. */
export const COLUMNS: Kind<ColumnOverrides> = {
  placeholder: 'NAME=TYPE',
  read: (flag, text, before = {}) => ({ ...before, ...assigned(flag, text) }) as ColumnOverrides,
};

/** NAME=VALUE each time the option is given, VALUE being text until the column is known; or JSON. */
export const WHERE: Kind<Record<string, unknown>> = {
  placeholder: 'NAME=VALUE',
  read: (flag, text, before = {}) => ({ ...before, ...assigned(flag, text) }),
};

/** A column's name, or shares by category, by column, as JSON. */
export const BALANCE: Kind<Balance> = {
  placeholder: 'NAME|JSON',
  read: (flag, text) => (text.startsWith('{') ? json<Balance>(flag, text) : text),
};

function assigned(flag: string, text: string): Record<string, unknown> {
  if (text.startsWith('{')) return json(flag, text);
  const at = text.indexOf('=');
  if (at <= 0)
    throw new UsageError(`${flag} takes NAME=VALUE or a JSON object, not ${shown(text)}.`);
  return Object.fromEntries([[text.slice(0, at), text.slice(at + 1)]]);
}

function json<T>(flag: string, text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new UsageError(`${flag} is not valid JSON: ${shown(text)}.`);
  }
}

function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
}
