/** The part of a snippet that depends on the kind of data. */
export interface SnippetData {
  readonly packages: readonly string[];
  readonly imports: readonly string[];
  /** The model's class. */
  readonly model: 'TableVAE' | 'VAE';
  /** The lines that read the data. */
  readonly reading: readonly string[];
  /** The variable that holds the data. */
  readonly name: string;
  /** Options of train() that the data determine. */
  readonly training: object;
  /** The lines that use the trained model. */
  readonly using: readonly string[];
}
