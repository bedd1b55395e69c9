import { ByteReader, ByteWriter } from './bytes.js';
import type { Field } from './fields.js';
import { type DescriptionName, DESCRIPTIONS, type Descriptions, type Options } from './sections.js';

/** Those that every model has. */
const ALWAYS = ['options', 'scaling', 'state', 'layers', 'history', 'best'] as const;

/**
 * A model's descriptions from JSON of any origin.
 * @param given The JSON of a description, if there is any.
 * @param place The name of a description in errors.
 * @throws ERR_MODEL_FILE for what has another form, and for a missing one.
 */
export function descriptionsFrom(
  given: (name: DescriptionName) => unknown,
  place: (name: DescriptionName) => string,
): Descriptions {
  const found: Partial<Record<DescriptionName, unknown>> = {};
  for (const name of Object.keys(DESCRIPTIONS) as DescriptionName[]) {
    const value = given(name);
    if (value === undefined && !(ALWAYS as readonly string[]).includes(name)) continue;
    const fields: Field<unknown> = DESCRIPTIONS[name].fields(found.options as Options);
    const bytes = new ByteWriter();
    fields.write(bytes, value, place(name));
    found[name] = fields.read(new ByteReader(bytes.bytes()));
  }
  return found as Descriptions;
}
