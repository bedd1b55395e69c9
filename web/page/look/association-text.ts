/** '0.87', '−0.40'; NaN is 'none'. */
export function associationText(value: number): string {
  return Number.isNaN(value) ? 'none' : value.toFixed(2).replace('-', '−');
}
