import type { MadeTable, TableColumns, TableRow, TableVAE } from 'vae1';

/**
 * The model, whose calls give objects of arrays, as the studio has tables. One that was trained on
 * an array of objects, in Node say, gives such arrays, and its file keeps that.
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
