// What the studio has to know of a model file beyond what the library tells (docs/model-file.md).

/** Whether the file is of a model of tables; any answer for no model file. */
export function isOfTable(file: Uint8Array): boolean {
  return section(file, 'ATTA') !== null;
}

/** Epochs that the model has begun, with those that were stopped within. */
export function epochsBegun(file: Uint8Array): number {
  return Number(section(file, 'STAT')!.getBigUint64(8, true));
}

/** A section's content; null where the file has none of this tag. */
function section(file: Uint8Array, tag: string): DataView | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 16; at + 16 <= file.length;) {
    const length = Number(view.getBigUint64(at + 8, true));
    const found = String.fromCharCode(...file.subarray(at, at + 4));
    if (at + 16 + length > file.length) return null;
    if (found === tag) return new DataView(file.buffer, file.byteOffset + at + 16, length);
    at += 16 + 8 * Math.ceil(length / 8);
  }
  return null;
}
