/** A NumPy file of 32-bit floats in C order. */
export function npy(rows, width, values) {
  const fields = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${width}), }`;
  const header = Buffer.from(`${fields.padEnd(117)}\n`);
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0]);
  return Buffer.concat([start, header, Buffer.from(Float32Array.from(values).buffer)]);
}

/** Rows of four numbers that go together. */
export const width = 4;
export const numbers = Array.from({ length: 300 }, (_, i) =>
  Array.from({ length: width }, (_each, j) => Math.fround(((i * 7) % 50) * (j + 1) + (i % 3))),
);
export const numbersNpy = npy(numbers.length, width, numbers.flat());
export const numbersCsv = `a,b,c,d\n${numbers.map((row) => row.join(',')).join('\n')}\n`;
