/**
 * Replaces each point with its group's mean.
 * @param points n x dimensions, row after row.
 * @param groups The index of each point's group.
 * @returns n x dimensions.
 */
export function groupMeans(
  points: Float32Array,
  dimensions: number,
  groups: ArrayLike<number>,
): Float32Array<ArrayBuffer> {
  const sums = new Map<number, { readonly sum: Float64Array; count: number }>();
  for (let point = 0; point < groups.length; ++point) {
    const group = sums.get(groups[point]!) ?? { sum: new Float64Array(dimensions), count: 0 };
    sums.set(groups[point]!, group);
    for (let i = 0; i < dimensions; ++i) group.sum[i]! += points[point * dimensions + i]!;
    group.count++;
  }
  const means = new Float32Array(points.length);
  for (let point = 0; point < groups.length; ++point) {
    const { sum, count } = sums.get(groups[point]!)!;
    for (let i = 0; i < dimensions; ++i) means[point * dimensions + i] = sum[i]! / count;
  }
  return means;
}
