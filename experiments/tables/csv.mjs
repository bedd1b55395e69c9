/**
 * Returns the rows of a CSV text with a header line (RFC 4180: quoted fields may hold commas, line
 * breaks and doubled quotes). A field that is a number becomes one; an empty one becomes null.
 *
 * @returns {Record<string, string | number | null>[]}
 */
export function parseCsv(text) {
  const [header, ...lines] = records(text);
  return lines.map((fields, i) => {
    if (fields.length !== header.length)
      throw new Error(`record ${i + 2} has ${fields.length} fields, the header ${header.length}`);
    return Object.fromEntries(header.map((name, j) => [name, cell(fields[j])]));
  });
}

function cell(field) {
  if (field === '') return null;
  return field.trim() !== '' && Number.isFinite(Number(field)) ? Number(field) : field;
}

/** Each record as its fields. */
function* records(text) {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  let fields = [];
  while (field.lastIndex < text.length || fields.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (!match) throw new Error(`no CSV at character ${at}: ${text.slice(at, at + 20)}`);
    const [, quoted, plain, end] = match;
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    yield fields;
    fields = [];
  }
}

/** The CSV text of rows with the same keys; a gap is an empty field. */
export function csvOf(rows) {
  const names = Object.keys(rows[0]);
  const lines = [names, ...rows.map((row) => names.map((name) => row[name]))];
  return lines.map((cells) => cells.map(fieldOf).join(',') + '\n').join('');
}

function fieldOf(cell) {
  const text = String(cell ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
