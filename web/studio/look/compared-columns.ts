import type { CellReader, ColumnSchema, TableColumns } from 'vae1';
import type { Column, TableDataset } from '../dataset.js';
import type { Session } from '../session.js';
import { madeColumn, readerOf } from './coded-column.js';

/** A column that the model has learned, in the open table and in the generated one. */
export interface ComparedColumn {
  readonly schema: ColumnSchema;
  /** Of columns whose cells have an order. */
  readonly read: CellReader | null;
  readonly real: Column;
  readonly generated: Column;
}

/** What the calls that compare need. */
export interface Comparison {
  readonly data: TableDataset;
  readonly generated: TableColumns;
  readonly generatedRows: number;
  /** Those modelled, in their order: without identifiers and constants. */
  readonly schemas: readonly ColumnSchema[];
}

/** @throws a sentence for people where there is no table, no model of one, or nothing generated. */
export function needComparison(session: Session): Comparison {
  const model = session.needModel();
  const data = session.modelData;
  if (model.kind !== 'table' || data?.kind !== 'table')
    throw new Error('The table that the model was trained on is not open: open its file.');
  const { generated } = session;
  if (!generated) throw new Error('There are no generated rows yet: generate some.');
  const schemas = model.vae.schema!.columns.filter(
    ({ type }) => type !== 'identifier' && type !== 'constant',
  );
  return { data, generated, generatedRows: Object.values(generated)[0]!.length, schemas };
}

export async function comparedColumn(
  { data, generated }: Comparison,
  schema: ColumnSchema,
): Promise<ComparedColumn> {
  const real = data.columns.find(({ name }) => name === schema.name)!;
  const read = await readerOf(schema);
  return { schema, read, real, generated: madeColumn(schema.name, generated[schema.name]!) };
}
