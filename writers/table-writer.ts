import type { Cell } from 'vae1';

/** Writes a table piece by piece. */
export interface TableWriter {
  /** @param cells Those of each column, all of the same number. */
  write(cells: readonly ArrayLike<Cell>[]): Promise<void>;
  /** Writes what stands at the end. */
  end(): Promise<void>;
}

/** Where the bytes of a file go. */
export interface ByteSink {
  /** Settles once there is room for more. */
  write(bytes: string | Uint8Array): Promise<void>;
}
