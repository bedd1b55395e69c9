// Reads a model file by docs/model-file.md only.
const HEADER = 16;
const SECTION_HEADER = 16;

/** The content of the section with this tag. */
export function section(file, tag) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = HEADER; at < file.length - 4;) {
    const length = Number(view.getBigUint64(at + 8, true));
    const found = String.fromCharCode(...file.subarray(at, at + 4));
    if (found === tag)
      return new DataView(file.buffer, file.byteOffset + at + SECTION_HEADER, length);
    at += SECTION_HEADER + length + ((8 - (length % 8)) % 8);
  }
  throw new Error(`no section ${tag}`);
}

/** The number of mini-batches that the model was trained on: Adam's steps. */
export function batchesTrained(file) {
  return Number(section(file, 'STAT').getBigUint64(24, true));
}
