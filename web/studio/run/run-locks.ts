/** Tells which kept runs are open in a tab: a tab that is closed or has crashed lets go of its own. */
export interface RunLocks {
  /** Holds the run until release(); false where another tab has it. */
  hold(id: string): Promise<boolean>;
  release(): void;
  /** Whether no tab holds it, this one neither. */
  isFree(id: string): Promise<boolean>;
}
