/**
 * Numbers of rows, ascending: all of them, or `most` that lie evenly over the table, one drawn from
 * each of `most` stretches of equal length. Equal seeds give equal rows.
 */
export function evenSample(rows: number, most: number, seed: number): Uint32Array<ArrayBuffer> {
  const count = Math.min(rows, most);
  return Uint32Array.from({ length: count }, (_, stretch) => {
    const start = Math.floor((stretch * rows) / count);
    const end = Math.floor(((stretch + 1) * rows) / count);
    return start + Math.floor(uniform(seed, stretch) * (end - start));
  });
}

/** From 0 to below 1, by seed and place: the finaliser of MurmurHash3 (Appleby, public domain). */
function uniform(seed: number, place: number): number {
  let bits = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(place + 1, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
