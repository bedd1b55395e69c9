import { resultArray } from '../data/result-array.js';
import { exchange } from './exchange.js';
import type { RowsCall } from './reader.js';

/** Rows as a training sees them, for programs that train the network themselves. */
export interface CodedRows {
  /**
   * N x D, D being the columns that the network knows, row after row: in the model's units, which
   * docs/model-file.md describes (COLS and SCAL). NaN is a gap.
   */
  readonly rows: Float32Array<ArrayBuffer>;
  /**
   * What the coding follows from: 8 hexadecimal digits, equal for a model and all that are trained on from
   * it. Rows that were coded by a model of another coding mean something else.
   */
  readonly coding: string;
}

/** @param save Returns the model file. */
export async function code(
  call: RowsCall<'code()'>,
  save: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<CodedRows> {
  const { reader, source } = call;
  const rows = resultArray(source.rows, source.features, Float32Array);
  await reader.readRows(call, async (engine, block) => {
    rows.set(await engine.call('read', 'code', block), block.first * source.features);
  });
  const { codingOf } = await exchange();
  return { rows, coding: codingOf(await save()) };
}
