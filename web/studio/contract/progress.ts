/** How far long work has come, from 0 to 1, and at what. */
export interface Progress {
  readonly what: string;
  readonly fraction: number;
}

export type Report<T> = (news: T) => void;
