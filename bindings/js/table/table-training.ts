import type { TableSchema } from '../data/schema.js';
import type { Table } from '../data/table.js';
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
  table: Table,
  state: TableState,
  given: TableTrainOptions,
  { validation, earlyStopping, signal }: CallOptions<'train()'>,
): Promise<TrainingRows> {
  // A training that ended before its first batch leaves no trained table.
  const known = model.features > 0 ? state.trained?.coding : undefined;
  const view = await tableView(table, 'data', signal, known?.names);
  const coding = known ?? (await newCoding(view, { ...state.said, signal }));
  const share = view.rows < FEWEST_ROWS ? undefined : SHARE;
  const asked = given.validation === undefined ? share : validation || undefined;
  const apart = await rowsApart(coding, asked, signal);
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
  signal: AbortSignal | undefined,
): Promise<HeldOut | undefined> {
  if (asked === undefined || typeof asked === 'number') return heldOut(asked, false);
  const source = await coding.read(asked as Table, 'validation', signal);
  return { share: 0, source: () => source };
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
