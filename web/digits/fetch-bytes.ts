/**
 * The body of `address`, with `onProgress` told the fraction that has arrived (0 to 1) where the
 * server names the length.
 */
export async function fetchBytes(
  address: string,
  onProgress: (fraction: number) => void,
): Promise<ArrayBuffer> {
  const response = await fetch(address);
  if (!response.ok || !response.body) {
    throw new Error(`${address} could not be loaded: the server answered ${response.status}.`);
  }
  const expected = Number(response.headers.get('Content-Length'));
  let received = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        received += chunk.byteLength;
        // A server that compresses on its way names the length before unpacking.
        if (expected > 0) onProgress(Math.min(1, received / expected));
        controller.enqueue(chunk);
      },
    }),
  );
  return new Response(counted).arrayBuffer();
}
