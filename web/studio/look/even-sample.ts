/**
 * Ascending row indices: all rows, or `most` of them spread evenly over the table, one drawn from
 * each of `most` stretches of equal length. The sample is the same each time, so that views of it
 * can be compared.
 */
export function evenSample(rows: number, most: number): Uint32Array<ArrayBuffer> {
  const count = Math.min(rows, most);
  return Uint32Array.from({ length: count }, (_, stretch) => {
    const start = Math.floor((stretch * rows) / count);
    const end = Math.floor(((stretch + 1) * rows) / count);
    return start + Math.floor(uniform(stretch) * (end - start));
  });
}

/** A number in [0, 1) for each place, by the finaliser of MurmurHash3 (Appleby, public domain). */
function uniform(place: number): number {
  let bits = 0x9e3779b1 ^ Math.imul(place + 1, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
