import { nodeModule } from './node-module.js';
import { tagOf } from '../errors/tag-of.js';

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

/** An address without a base: it may be relative to Node's working directory, a document or a worker. */
export function absoluteUrl(url: string | URL): string {
  // Before the document, which tests in Node may have made up.
  const node = nodeModule('node:url');
  if (!node) return new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href).href;
  // A letter alone before the colon is a drive.
  return typeof url === 'string' && !/^[a-z][a-z\d+.-]+:/i.test(url)
    ? node.pathToFileURL(url).href
    : new URL(url).href;
}
