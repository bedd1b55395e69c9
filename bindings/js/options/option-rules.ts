import { VAEError } from '../errors/errors.js';
import { nearestName } from '../errors/nearest-name.js';
import { readingOf } from '../errors/reading-of.js';
import { show } from '../errors/show.js';
import { tagOf } from '../errors/tag-of.js';

/** The rule for one option. */
export interface Rule<T> {
  readonly initial: T;
  /** Describes valid values, in errors. */
  readonly takes: string;
  readonly accepts: (value: unknown) => boolean;
  /** Converts an accepted value, if needed. `place`: its name in errors. */
  readonly read?: (place: string, value: unknown) => T;
}

export type Rules = Readonly<Record<string, Rule<unknown>>>;
export type RuleValues<R> = { [K in keyof R]: R[K] extends Rule<infer T> ? T : never };

export const MAX_INT32 = 2 ** 31 - 1;
export const MAX_HIDDEN_LAYERS = 64;

export function rule<T>(
  initial: T,
  takes: string,
  accepts: (value: unknown) => boolean,
  read?: (place: string, value: unknown) => T,
): Rule<T> {
  return { initial, takes, accepts, ...(read && { read }) };
}

export function integer<T extends number | undefined>(initial: T, least: number, most: number) {
  return rule<number | T>(initial, `an integer from ${least} to ${most}`, (value) =>
    isInteger(value, least, most),
  );
}

/** An integer without a default. */
export function requiredInteger(least: number, most: number) {
  return { ...(integer(undefined, least, most) as Rule<number>), required: true };
}

export function atLeastZero(initial: number) {
  return rule(initial, 'a finite number >= 0', (value) => isFiniteNumber(value) && value >= 0);
}

export function aboveZero<T extends number | undefined>(initial: T) {
  return rule<number | T>(
    initial,
    'a finite number > 0',
    (value) => isFiniteNumber(value) && value > 0,
  );
}

/** A share strictly between 0 and 1. */
export function fraction() {
  return rule<number | undefined>(
    undefined,
    'a number above 0 and below 1',
    (value) => isFiniteNumber(value) && value > 0 && value < 1,
  );
}

export function boolean(initial: boolean) {
  return rule(initial, 'true or false', (value) => typeof value === 'boolean');
}

export function choice<T extends string | undefined>(initial: T, choices: readonly T[]) {
  return rule<T>(initial, `one of ${choices.map((name) => `'${name}'`).join(', ')}`, (value) =>
    choices.includes(value as T),
  );
}

/** A choice without a default. */
export function requiredChoice<T extends string>(choices: readonly T[]) {
  return { ...(choice<T | undefined>(undefined, choices) as Rule<T>), required: true };
}

export function callback<Detail>() {
  return rule<((detail: Detail) => unknown) | undefined>(
    undefined,
    'a function',
    (value) => typeof value === 'function',
  );
}

/**
 * Checks one value; undefined gives the default.
 * @throws ERR_OPTION, with the valid values.
 */
export function readValue<T>(place: string, rule: Rule<T>, value: unknown): T {
  const missing = value === undefined && 'required' in rule;
  if (missing || (value !== undefined && !rule.accepts(value)))
    throw new VAEError('ERR_OPTION', `${place} must be ${rule.takes}, not ${show(value)}.`);
  if (value === undefined) return rule.initial;
  return rule.read ? rule.read(place, value) : (value as T);
}

/**
 * Checks the values of an object and fills in defaults.
 * @param what What has no such option, in errors.
 * @param place The name of a value in errors.
 * @throws ERR_OPTION for an unknown name (the message suggests the nearest known one) and for an
 *   invalid value.
 */
export function readAll<R extends Rules>(
  what: string,
  given: object,
  rules: R,
  place: (name: string) => string,
): RuleValues<R> {
  const names = Object.keys(rules);
  const own = readingOf('ERR_OPTION', `The options object of ${what}`, () => Object.keys(given));
  const unknown = own.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new VAEError(
      'ERR_OPTION',
      `${what} has no option ${show(unknown)}; did you mean "${nearestName(unknown, names)}"? ` +
        `It takes ${names.join(', ')}.`,
    );
  const values: Record<string, unknown> = {};
  for (const name of names)
    values[name] = readingOf('ERR_OPTION', place(name), () =>
      readValue(place(name), rules[name]!, (given as Record<string, unknown>)[name]),
    );
  return values as RuleValues<R>;
}

/** The same for an object that is itself an option's value. */
export function readPart<R extends Rules>(place: string, given: object, rules: R): RuleValues<R> {
  return readAll(place, given, rules, (name) => `${name} in ${place}`);
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function isInteger(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

/**
 * A copy of objects and arrays, and of those in them. They may be the user's proxies and may change
 * later, so each is read once, here.
 */
export function copyOf<T>(_place: string, value: unknown): T {
  const copy = (item: unknown, depth: number): unknown => {
    if (Array.isArray(item)) return item.map((each) => copy(each, depth + 1));
    if (!isObject(item) || tagOf(item) === 'Date' || depth > 2) return item;
    return Object.fromEntries(
      Object.entries(item).map(([name, each]) => [name, copy(each, depth + 1)]),
    );
  };
  return copy(value, 0) as T;
}
