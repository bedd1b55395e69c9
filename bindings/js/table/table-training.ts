import type { TableSchema } from '../data/schema.js';
import { type DataStream, epochsOf, isDataStream, type RowStream } from '../data/row-stream.js';
import type { Table } from '../data/table.js';
import { VAEError } from '../errors/errors.js';
import { heldOut, type HeldOut } from '../model/held-out.js';
import type { Model, TrainingRows } from '../model/model.js';
import type { CallOptions } from '../options/options.js';
import type { TableTrainOptions } from '../options/table-options.js';
import type { TableKnowledge } from './attachment.js';
import { ConditionCount } from './conditions.js';
import { checkModelled, inferSchema } from './infer-schema.js';
import { type GivenSettings, settingsFor } from './settings.js';
import { TableCoding } from './table-coding.js';
import { tableView, type TableView } from './table-view.js';

/** The share held out by default, and the least rows for it. */
const SHARE = 0.1;
const FEWEST_ROWS = 20;

/** What a TableVAE knows of its table. */
export interface TableState {
  /** The constructor's options about columns. */
  readonly said: Omit<CallOptions<'inferSchema()'>, 'signal'>;
  /** Its options that otherwise follow the number of rows. */
  readonly settings: GivenSettings;
  trained: TableKnowledge | undefined;
}

/**
 * Prepares the training of a TableVAE.
 * @param state Has what is known of the table as soon as the model depends on it.
 * @param given The options as given: what is not set gets the defaults of tables.
 */
export async function tableTraining(
  model: Model,
  table: Table | DataStream<Table>,
  state: TableState,
  given: TableTrainOptions,
  { validation, earlyStopping, signal }: CallOptions<'train()'>,
): Promise<TrainingRows> {
  // A training that ended before its first batch leaves no trained table.
  const known = model.features > 0 ? state.trained?.coding : undefined;
  if (isDataStream<Table>(table)) {
    const { validation: apart } = given;
    return {
      data: tableStream(table, known, signal),
      heldOut: known && (await rowsApart(known, apart || undefined, true, signal)),
      earlyStopping,
      epochs: epochsOf(table, given.epochs),
    };
  }
  const view = await tableView(table, 'data', signal, known?.names);
  const coding = known ?? (await newCoding(view, { ...state.said, signal }));
  const share = view.rows < FEWEST_ROWS ? undefined : SHARE;
  const asked = given.validation === undefined ? share : validation || undefined;
  const apart = await rowsApart(coding, asked, false, signal);
  const settings = settingsFor(view.rows, state.settings);
  const counted = new ConditionCount(coding, coding.source(view, 'data'), model.seed);
  return {
    data: counted.source,
    heldOut: apart,
    earlyStopping:
      given.earlyStopping === undefined && apart !== undefined
        ? settings.earlyStopping
        : earlyStopping,
    settings: settings.native,
    begun: () => {
      state.trained = { coding, conditions: counted.conditions };
    },
  };
}

async function rowsApart(
  coding: TableCoding,
  asked: unknown,
  isStream: boolean,
  signal: AbortSignal | undefined,
): Promise<HeldOut | undefined> {
  if (asked === undefined || typeof asked === 'number') return heldOut(asked, isStream);
  const source = await coding.read(asked as Table, 'validation', signal);
  return { share: 0, source: () => source };
}

/**
 * A table in chunks, each of which is a table.
 * @throws ERR_NOT_TRAINED before there is a schema, which no part of a stream can settle: the next one may
 *   have other categories.
 */
function tableStream(
  chunks: DataStream<Table>,
  coding: TableCoding | undefined,
  signal: AbortSignal | undefined,
): RowStream {
  if (!coding)
    throw new VAEError(
      'ERR_NOT_TRAINED',
      'train() takes a stream of tables only for a model that has been trained on a table, which settles ' +
        'the columns: one epoch on some of the rows will do, if they have every category.',
    );
  return {
    chunks,
    async take(chunk, { firstRow }) {
      if (Array.isArray(chunk) && chunk.length === 0) return coding.noRows;
      const view = await tableView(chunk, 'data', signal, coding.names);
      return coding.source(view, 'data', firstRow);
    },
  };
}

/** Infers the columns of a table. */
export async function inferredSchema(
  table: Table,
  said: CallOptions<'inferSchema()'>,
): Promise<TableSchema> {
  return inferSchema(await tableView(table, 'data', said.signal), said);
}

async function newCoding(
  view: TableView,
  said: CallOptions<'inferSchema()'>,
): Promise<TableCoding> {
  const schema = await inferSchema(view, said);
  checkModelled(schema);
  return new TableCoding(schema);
}
