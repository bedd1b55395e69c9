import type { MadeTable, TableColumns, TableRow, TableVAE } from 'vae1';

/**
 * Makes the model's calls return objects of arrays, the studio's form of a table. A model trained
 * on an array of objects, for example in Node, returns arrays of objects, and its file keeps that
 * form.
 */
export function madeAsColumns(vae: TableVAE<MadeTable>): TableVAE<TableColumns> {
  const { generate, decode, reconstruct, schema } = vae;
  const names = schema!.columns.map(({ name }) => name);
  return Object.assign(vae as TableVAE<TableColumns>, {
    generate: async (...given: Parameters<typeof generate>) =>
      asColumns(await generate.apply(vae, given), names),
    decode: async (...given: Parameters<typeof decode>) =>
      asColumns(await decode.apply(vae, given), names),
    reconstruct: async (...given: Parameters<typeof reconstruct>) =>
      asColumns(await reconstruct.apply(vae, given), names),
  });
}

function asColumns(table: MadeTable, names: readonly string[]): TableColumns {
  if (!Array.isArray(table)) return table;
  const rows: readonly TableRow[] = table;
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
}
