// Facts about a model file that the library does not report (docs/model-file.md).

/** Whether the file holds a table model; meaningless if it is not a model file. */
export function isOfTable(file: Uint8Array): boolean {
  return section(file, 'ATTA') !== null;
}

/** Epochs that the model has begun, including interrupted ones. */
export function epochsBegun(file: Uint8Array): number {
  return Number(section(file, 'STAT')!.getBigUint64(8, true));
}

/** A section's content; null if the file has no section with this tag. */
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
