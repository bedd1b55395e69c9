/** 'a, b and c'; a long list ends in 'and n others'. */
export function listed(names: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (names.length === 1) return shortened(names[0]!);
  const shown = names.length <= 5 ? names.slice(0, -1) : names.slice(0, 4);
  const rest = names.length - shown.length;
  const last = rest === 1 ? shortened(names.at(-1)!) : `${rest} others`;
  return `${shown.map(shortened).join(', ')} ${conjunction} ${last}`;
}

export function shortened(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
