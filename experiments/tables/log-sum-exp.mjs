/** log(sum(exp(x))), without overflow. */
export function logSumExp(values) {
  let greatest = -Infinity;
  for (const value of values) if (value > greatest) greatest = value;
  if (greatest === -Infinity) return -Infinity;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - greatest);
  return greatest + Math.log(sum);
}
