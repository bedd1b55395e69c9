/** Tracks which kept runs are open in a tab. A tab that closes or crashes releases its run. */
export interface RunLocks {
  /** Holds the run until release(); false if another tab holds it. */
  hold(id: string): Promise<boolean>;
  release(): void;
  /** Whether no tab holds it, including this one. */
  isFree(id: string): Promise<boolean>;
}
