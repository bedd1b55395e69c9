/** What a failure is about; the sentence in `message` says the rest. */
export type VAEErrorCode =
  /**
   * An option or argument: unknown, or not of the kind and range that it takes; or a file of the
   * library that is not where the options, or by default the package, have it.
   */
  | 'ERR_OPTION'
  /** Data that do not have the shape they should have: empty, ragged, of another width. */
  | 'ERR_DATA_SHAPE'
  /** A value within the data: no finite number, or outside [0, 1] for a Bernoulli likelihood. */
  | 'ERR_DATA_VALUE'
  /** The call needs a model that has been trained. */
  | 'ERR_NOT_TRAINED'
  /** No model file, one that is damaged, or one of a later version. */
  | 'ERR_MODEL_FILE'
  /** The loss stopped being finite; the model is back at its last finite epoch. */
  | 'ERR_DIVERGED'
  /** More memory than there is. */
  | 'ERR_MEMORY'
  /** A second training while one is under way. */
  | 'ERR_BUSY'
  /** The model was disposed of, or its worker ended. */
  | 'ERR_DISPOSED';

/**
 * Every failure of this library. `code` is for programs; `message` is a sentence that says what
 * was given, what was expected, and where (option, row, column; rows and columns count from 0).
 */
export class VAEError extends Error {
  static {
    this.prototype.name = 'VAEError';
  }

  /** What the failure is about. */
  readonly code: VAEErrorCode;

  constructor(code: VAEErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
