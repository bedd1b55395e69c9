import type { Pieces } from '../exchange/table-cells.js';

/**
 * A function as its pieces.
 * @param knots Ascending; the function is linear between them.
 */
export function piecesOf<Value extends string>(
  knots: readonly number[],
  names: readonly Value[],
  of: (x: number) => Readonly<Record<Value, number>>,
): Pieces<Value> {
  const origins: number[] = [];
  const columns = names.map(() => ({ at: [] as number[], slope: [] as number[] }));
  const add = (origin: number, other: number) => {
    origins.push(origin);
    const [here, there] = [of(origin), of(other)];
    for (const [i, name] of names.entries()) {
      const slope = origin === other ? 0 : (there[name] - here[name]) / (other - origin);
      columns[i]!.at.push(here[name]);
      columns[i]!.slope.push(slope);
    }
  };
  const [first, last] = [knots[0]!, knots.at(-1)!];
  const beyond = last - first || 1;
  add(first - beyond, first - 2 * beyond);
  for (const [i, knot] of knots.entries()) {
    add(knot, knot);
    const width = (knots[i + 1] ?? NaN) - knot;
    if (i < knots.length - 1) add(knot + width / 4, knot + (3 * width) / 4);
  }
  add(last + beyond, last + 2 * beyond);
  return {
    knots: Float64Array.from(knots),
    origins: Float64Array.from(origins),
    values: Object.fromEntries(
      columns.map(({ at, slope }, i) => [
        names[i]!,
        { at: Float64Array.from(at), slope: Float64Array.from(slope) },
      ]),
    ) as Pieces<Value>['values'],
  };
}
