// The messages between the command and its workers.
import { VAEError, type VAEErrorCode } from 'vae1';
import type { Options } from '../arguments/options.js';
import { Failure } from '../terminal/ends.js';
import { endOf } from '../terminal/sentence.js';
import type { WorkName } from '../works/works.js';

/** The first message to a worker. */
export interface Job {
  readonly work: WorkName;
  /** For sentences. */
  readonly modelPath: string;
  readonly model: Uint8Array;
  readonly options: Options;
}

export type Request = { readonly job: Job } | { readonly task: unknown };

/** The one reply to each message; to a job it has no answer. */
export type Reply =
  | { readonly answer: unknown }
  | { readonly failure: { readonly code: VAEErrorCode | undefined; readonly message: string } };

export function failureReply(error: unknown): Reply {
  if (error instanceof VAEError) return { failure: { code: error.code, message: error.message } };
  return { failure: { code: undefined, message: endOf(error).message } };
}

/** The error of a reply. */
export function errorOf({ code, message }: Extract<Reply, { failure: unknown }>['failure']): Error {
  return code ? new VAEError(code, message) : new Failure(message);
}
