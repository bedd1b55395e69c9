import type { CellReader, ColumnSchema, TableColumns } from 'vae1';
import type { Column, TableDataset } from '../session/dataset.js';
import type { Session } from '../session/session.js';
import { madeColumn, readerOf } from './coded-column.js';

/** A modelled column in the open table and in the generated one. */
export interface ComparedColumn {
  readonly schema: ColumnSchema;
  /** Of columns whose cells have an order. */
  readonly read: CellReader | null;
  readonly real: Column;
  readonly generated: Column;
}

/** What a comparison of the two tables needs. */
export interface Comparison {
  readonly data: TableDataset;
  readonly generated: TableColumns;
  readonly generatedRows: number;
  /** The modelled columns in their order, without identifiers and constants. */
  readonly schemas: readonly ColumnSchema[];
}

/** @throws a sentence for people if there is no table, no table model, or no generated table. */
export function requireComparison(session: Session): Comparison {
  const model = session.requireModel();
  const data = session.modelData;
  if (model.kind !== 'table' || data?.kind !== 'table')
    throw new Error('The model’s training data are not open. Open their file first.');
  const { generated } = session;
  if (!generated) throw new Error('There are no generated rows yet. Generate some first.');
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
