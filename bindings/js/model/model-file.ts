// The file is read by the core (docs/model-file.md). This much has to be known before there is
// one, since it decides which build is loaded.
const DETERMINISTIC_AT = 35; // in the CONF section, the first

/** Whether the model in the file was made with `deterministic: true`; any answer for no model. */
export function isDeterministic(file: Uint8Array): boolean {
  return file[DETERMINISTIC_AT] === 1;
}
