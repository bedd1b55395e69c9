/** The index of the first of these ascending numbers above the value; the last index if none is. */
export function firstAbove(numbers: ArrayLike<number>, value: number): number {
  let low = 0;
  for (let high = numbers.length - 1; low < high;) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
