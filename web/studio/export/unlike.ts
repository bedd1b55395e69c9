/** The name, extended until no column of the data has it. */
export function unlike(names: readonly string[], name: string): string {
  return names.includes(name) ? unlike(names, `${name}_`) : name;
}
