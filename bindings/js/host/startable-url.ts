import { absoluteUrl, isTrustedUrl, type ScriptUrl } from './urls.js';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): ScriptUrl };
}

/**
 * What `new Worker()` takes for a module: an address of another origin, which it refuses, becomes a
 * script of this one that imports it. Where there are Trusted Types it goes through a policy `vae1`, if
 * the page allows one of that name.
 */
export function startableUrl(script: ScriptUrl): string | URL {
  const url = new URL(absoluteUrl(String(script)));
  const elsewhere = /^https?:$/.test(url.protocol) && url.origin !== globalThis.origin;
  // TypeScript knows of no address that is trusted.
  if (!elsewhere && isTrustedUrl(script)) return script as unknown as URL;
  return trusted(elsewhere ? importing(url.href) : url.href);
}

const importers = new Map<string, string>();

/** One for each address, for good: a worker may read it late. */
function importing(href: string): string {
  let importer = importers.get(href);
  if (importer === undefined) {
    const script = new Blob([`import ${JSON.stringify(href)};`], { type: 'text/javascript' });
    importers.set(href, (importer = URL.createObjectURL(script)));
  }
  return importer;
}

let trust: ((url: string) => string | URL) | undefined;

/** An address as a script's, where the page wants it trusted. */
export function trusted(url: string): string | URL {
  trust ??= policy();
  return trust(url);
}

function policy(): (url: string) => string | URL {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  try {
    const made = trustedTypes?.createPolicy('vae1', { createScriptURL: (url) => url });
    if (made) return (url) => made.createScriptURL(url) as unknown as URL;
  } catch {
    // The page allows no such policy: new Worker() says so, where it matters.
  }
  return (url) => url;
}
