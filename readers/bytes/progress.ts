/** The current step of long work, and the fraction done, from 0 to 1. */
export interface Progress {
  readonly what: string;
  readonly fraction: number;
}

export type Report<T> = (news: T) => void;
