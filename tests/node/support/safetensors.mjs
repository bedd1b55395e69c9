// Reads and writes safetensors files by the format's own description only.

/** The header as an object, with the tensors' numbers by name: { header, tensors, json }. */
export function parsed(file) {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const json = new TextDecoder().decode(file.subarray(8, 8 + length));
  const header = JSON.parse(json);
  const tensors = {};
  for (const [name, { shape, data_offsets: range }] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const [first, end] = range.map((offset) => 8 + length + offset);
    tensors[name] = { shape, values: new Float32Array(file.slice(first, end).buffer) };
  }
  return { header, tensors, json };
}

/** A file of this header, an object or its JSON, and these bytes. */
export function composed(header, data) {
  const json = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const file = new Uint8Array(8 + json.length + data.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  file.set(data, 8 + json.length);
  return file;
}

/** The bytes after the header. */
export function dataOf(file) {
  return file.subarray(
    8 + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true)),
  );
}
