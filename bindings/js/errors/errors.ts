/** The kind of a failure. `message` says the rest. */
export type VAEErrorCode =
  /**
   * An option or argument is unknown or invalid, or a file of the library is missing where the
   * options, or by default the package, place it.
   */
  | 'ERR_OPTION'
  /** The data have the wrong shape: they are empty, ragged, or of another width. */
  | 'ERR_DATA_SHAPE'
  /** A value in the data is invalid: not a finite number, or outside [0, 1] for a Bernoulli likelihood. */
  | 'ERR_DATA_VALUE'
  /** The call needs a trained model. */
  | 'ERR_NOT_TRAINED'
  /** The file is not a model file or an exported one, is damaged, or has a later version. */
  | 'ERR_MODEL_FILE'
  /** The loss became infinite or NaN; the model is back at its last finite epoch. */
  | 'ERR_DIVERGED'
  /** The call needs more memory than there is. */
  | 'ERR_MEMORY'
  /** Another training is in progress. */
  | 'ERR_BUSY'
  /** The model was disposed of, or its worker ended. */
  | 'ERR_DISPOSED';

/**
 * Every failure of this library. `code` is for programs. `message` is a sentence that says what was
 * expected, what was found instead, and where (option, row, column; rows and columns count from 0).
 */
export class VAEError extends Error {
  static {
    this.prototype.name = 'VAEError';
  }

  /** The kind of the failure. */
  readonly code: VAEErrorCode;

  constructor(code: VAEErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
