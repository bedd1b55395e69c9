// Reads a model file by docs/model-file.md only, and files of format version 1 besides.
const HEADER = 16;
const SECTION_HEADER = 16;

/** The sections' contents, by tag. */
function sections(file) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const found = {};
  for (let at = HEADER; at < file.length - 4;) {
    const length = Number(view.getBigUint64(at + 8, true));
    const tag = String.fromCharCode(...file.subarray(at, at + 4));
    found[tag] = file.subarray(at + SECTION_HEADER, at + SECTION_HEADER + length);
    at += SECTION_HEADER + length + ((8 - (length % 8)) % 8);
  }
  return found;
}

/** The content of the section with this tag. */
export function section(file, tag) {
  const { buffer, byteOffset, byteLength } = sections(file)[tag];
  return new DataView(buffer, byteOffset, byteLength);
}

/** The number of mini-batches that the model was trained on: Adam's steps. */
export function batchesTrained(file) {
  return Number(section(file, 'STAT').getBigUint64(24, true));
}

/** The tensors of a file of format version 2, by name: { shape, values }. */
export function tensorsOf(file) {
  const table = section(file, 'TENS');
  const tensors = {};
  const count = Number(table.getBigUint64(0, true));
  for (let i = 0, at = 8; i < count; i++) {
    const offset = Number(table.getBigUint64(at, true));
    const dimensions = table.getUint16(at + 10, true);
    const length = table.getUint32(at + 12, true);
    const shape = Array.from({ length: dimensions }, (_, d) =>
      Number(table.getBigUint64(at + 16 + 8 * d, true)),
    );
    const first = table.byteOffset + at + 16 + 8 * dimensions;
    const name = new TextDecoder().decode(new Uint8Array(table.buffer, first, length));
    const numbers = shape.reduce((product, size) => product * size, 1);
    tensors[name] = { shape, values: floats(file.subarray(offset, offset + 4 * numbers)) };
    at += 16 + 8 * dimensions + 8 * Math.ceil(length / 8);
  }
  return tensors;
}

const floats = (bytes) => new Float32Array(bytes.slice().buffer);

/**
 * What a file of either version holds, in one form: the bytes of the sections that both have, and
 * the numbers of the tensors, one after another.
 */
export function contentOf(file) {
  const { LAYR, TENS, DATA, PARM, ADAM, BEST, ...common } = sections(file);
  const best = BEST.subarray(0, 24);
  if (PARM)
    return {
      ...{ ...common, best, weights: floats(PARM) },
      firstMoments: floats(ADAM.subarray(0, ADAM.length / 2)),
      secondMoments: floats(ADAM.subarray(ADAM.length / 2)),
      bestWeights: floats(BEST.subarray(24)),
    };
  const tensors = Object.entries(tensorsOf(file));
  const joined = (pattern) =>
    Float32Array.from(
      tensors.flatMap(([name, { values }]) => (pattern.test(name) ? [...values] : [])),
    );
  return {
    ...{ ...common, best, weights: joined(/^(encoder|decoder|likelihood)\./) },
    firstMoments: joined(/^optimiser\.firstMoment\./),
    secondMoments: joined(/^optimiser\.secondMoment\./),
    bestWeights: joined(/^best\./),
  };
}
