import { type DataSource, dataSource } from '../data/data-source.js';
import { VAEError } from '../errors/errors.js';
import { show } from '../errors/show.js';

/**
 * Rows that are not trained on: a share of the data, or separate rows, whose source is made when
 * the number of features is known.
 */
export type HeldOut =
  | { readonly share: number; readonly source?: undefined }
  | { readonly share: 0; readonly source: (features: number) => DataSource };

/**
 * Interprets the `validation` option of train().
 * @param stream Whether the data are a stream.
 * @param missing As in Expectation.
 * @throws ERR_OPTION
 */
export function heldOut(
  validation: unknown,
  stream: boolean,
  missing?: boolean,
): HeldOut | undefined {
  if (validation === undefined) return undefined;
  if (typeof validation !== 'number')
    return {
      share: 0,
      source: (features) => dataSource(validation, { name: 'validation', features, missing }),
    };
  if (!(validation > 0 && validation < 1))
    throw new VAEError(
      'ERR_OPTION',
      `validation of train() must be a share of the rows between 0 and 1, or separate data, ` +
        `not ${show(validation)}.`,
    );
  if (stream)
    throw new VAEError(
      'ERR_OPTION',
      `validation of train() must be separate data if data is a stream, not ` +
        `${show(validation)}: a share is drawn from all rows, and those of a stream are not known ` +
        `before training.`,
    );
  return { share: validation };
}

/** @throws ERR_OPTION for a share of fewer than two rows. */
export function checkShare({ share }: HeldOut, rows: number): void {
  if (share > 0 && rows < 2)
    throw new VAEError(
      'ERR_OPTION',
      `validation of train() is ${share}, but data has only ${rows} row: a share needs ` +
        `at least 2 rows.`,
    );
}
