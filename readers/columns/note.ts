/** A remark about a file, as a sentence; not an error. */
export interface Note {
  readonly message: string;
}
