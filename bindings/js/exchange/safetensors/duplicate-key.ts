const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/**
 * A key that an object of this JSON has twice, at any depth, of which JSON.parse() keeps the last.
 * @param json Valid JSON.
 */
export function duplicateKey(json: string): string | undefined {
  // Of the objects around the token; null for an array.
  const keys: (Set<string> | null)[] = [];
  let before = '';
  for (const [token] of json.matchAll(TOKENS)) {
    if (token === '{') keys.push(new Set());
    else if (token === '[') keys.push(null);
    else if (token === '}' || token === ']') keys.pop();
    else if (token === ':') {
      const key = JSON.parse(before) as string;
      if (keys.at(-1)!.has(key)) return key;
      keys.at(-1)!.add(key);
    }
    before = token;
  }
  return undefined;
}
