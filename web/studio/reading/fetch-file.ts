import type { Pace } from './pace.js';

/** A file of the page's own. @throws a sentence where the server does not give it */
export async function fetchFile(address: URL, name: string, pace: Pace): Promise<File> {
  const response = await fetch(address, { signal: pace.signal }).catch((error: unknown) => {
    pace.signal.throwIfAborted();
    throw new Error(`${name} could not be loaded: there is no connection to the page’s server.`, {
      cause: error,
    });
  });
  if (!response.ok || !response.body) {
    throw new Error(`${name} could not be loaded: the server answered ${response.status}.`);
  }
  const expected = Number(response.headers.get('Content-Length'));
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new File(pieces, name);
    pieces.push(value);
    received += value.length;
    // A server that compresses on its way names the length before unpacking.
    await pace.step(`Loading ${name}`, expected > 0 ? Math.min(1, received / expected) : 0);
  }
}
