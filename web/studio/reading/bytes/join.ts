/** @param length Of all pieces together. */
export function joined(
  pieces: readonly Uint8Array<ArrayBufferLike>[],
  length: number,
): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let end = 0;
  for (const piece of pieces) {
    whole.set(piece, end);
    end += piece.length;
  }
  return whole;
}
