/** A number and its unit: 12 kg, 3.5cm, 20 °C. Exponents and currencies are not units. */
const AMOUNT = /^([-+−]?[\d.,'’\s]*\d)\s?(°[CF]?|[\p{L}µ]{1,6}[²³]?(?:\/\p{L}{1,4}[²³]?)?)$/u;

/** Months, halves of the day, and currencies, which the library reads with their amounts. */
const NO_UNIT =
  /^(?:kr|zł|Kč|Ft|lei|Rs|руб|am|pm|jan\w*|feb\w*|mar\w*|mär\w*|apr\w*|ma[iy]|jun[ei]?|jul[iy]?|aug\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*|e)$/iu;
const CURRENCY_CODE = /^[A-Z]{3}$/;

/** The unit that all texts have that hold numbers, if any has one; null if they differ. */
export function commonUnit(texts: readonly string[]): string | null {
  let unit: string | null = null;
  for (const text of texts) {
    const match = AMOUNT.exec(text);
    if (!match) {
      if (!/^[-+−]?[\d.,'’\s]*\d$/.test(text)) return null;
      continue;
    }
    unit ??= match[2]!;
    if (match[2] !== unit) return null;
  }
  return unit !== null && (NO_UNIT.test(unit) || CURRENCY_CODE.test(unit)) ? null : unit;
}

export function withoutUnit(text: string): string {
  return AMOUNT.exec(text)?.[1] ?? text;
}
