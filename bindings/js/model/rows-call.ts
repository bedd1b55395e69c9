import type { DataSource } from '../data/data-source.js';
import type { NativeFacts } from '../engine/native.js';
import type { CallName, CallOptions } from '../options/options.js';
import type { Reader } from './reader.js';

/** A call that reads rows: its options are checked, and its rows are at hand. */
export interface RowsCall<Call extends CallName, Source extends DataSource = DataSource> {
  readonly reader: Reader;
  readonly facts: NativeFacts;
  readonly options: CallOptions<Call>;
  readonly source: Source;
}

/** Any of these calls: all have the options of encode(). */
export type AnyRowsCall = RowsCall<'encode()'>;

/** How a kind of model takes the rows of a call. */
export type TakeRows<Rows, Source extends DataSource = DataSource> = (
  rows: Rows,
  facts: NativeFacts,
  options: { features?: number | undefined; signal?: AbortSignal | undefined },
) => Source | Promise<Source>;

/**
 * Checks that the model is trained, then the call's options, and then takes its rows.
 * @throws ERR_NOT_TRAINED, ERR_DISPOSED, ERR_OPTION, and what `take` throws
 */
export async function rowsCall<Call extends CallName, Rows, Source extends DataSource>(
  reader: Reader,
  call: Call,
  take: TakeRows<Rows, Source>,
  rows: Rows,
  given: unknown,
): Promise<RowsCall<Call, Source>> {
  const facts = reader.trained(call);
  const options = reader.options(call, given);
  return { reader, facts, options, source: await take(rows, facts, options) };
}
