import { type DataSource, dataSource } from './data-source.js';
import { VAEError } from './errors.js';
import { show } from './show.js';

/**
 * Rows that are not trained on: a share of the data, or rows of their own, whose source is made
 * once it is known how many features the data have.
 */
export type HeldOut =
  | { readonly share: number; readonly source?: undefined }
  | { readonly share: 0; readonly source: (features: number) => DataSource };

/**
 * What the `validation` option of train() means.
 * @param stream Whether the data are a stream.
 * @throws ERR_OPTION
 */
export function heldOut(validation: unknown, stream: boolean): HeldOut | undefined {
  if (validation === undefined) return undefined;
  if (typeof validation !== 'number')
    return {
      share: 0,
      source: (features) => dataSource(validation, { name: 'validation', features }),
    };
  if (!(validation > 0 && validation < 1))
    throw new VAEError(
      'ERR_OPTION',
      `validation of train() is a share of the rows between 0 and 1, or data of its own, ` +
        `was given ${show(validation)}.`,
    );
  if (stream)
    throw new VAEError(
      'ERR_OPTION',
      `validation of train() is data of its own where data is a stream, was given ` +
        `${show(validation)}: a share is drawn from all rows, and of a stream they are not known ` +
        `before they are trained on.`,
    );
  return { share: validation };
}

/** @throws ERR_OPTION for a share of a single row. */
export function checkShare({ share }: HeldOut, rows: number): void {
  if (share > 0 && rows < 2)
    throw new VAEError(
      'ERR_OPTION',
      `validation of train() is ${share}, but of ${rows} row none can be held out: a share needs ` +
        `at least 2 rows.`,
    );
}
