import { tagOf } from './tag-of.js';

/** A script's address where Trusted Types are enforced: a page's TrustedScriptURL, by its shape. */
export interface TrustedUrl {
  /** The address. */
  toString(): string;
  /** The address. */
  toJSON(): string;
}
/** Where a script is. */
export type ScriptUrl = string | URL | TrustedUrl;

export function isUrl(value: unknown): value is string | URL {
  return typeof value === 'string' || tagOf(value) === 'URL';
}

export function isTrustedUrl(value: unknown): value is TrustedUrl {
  return tagOf(value) === 'TrustedScriptURL';
}

/** An address that a page's documents, or Node's working directory, may be the base of. */
export function absoluteUrl(url: string | URL): string {
  const { document, location, process } = globalThis as {
    document?: { baseURI: string };
    location?: { href: string };
    process?: Partial<NodeJS.Process>;
  };
  const base = document?.baseURI ?? location?.href;
  if (base !== undefined) return new URL(url, base).href;
  const { pathToFileURL } = process!.getBuiltinModule!('node:url');
  // A letter alone before the colon is a drive.
  return typeof url === 'string' && !/^[a-z][a-z\d+.-]+:/i.test(url)
    ? pathToFileURL(url).href
    : new URL(url).href;
}
