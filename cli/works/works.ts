import type { Options } from '../arguments/options.js';
import type { AnyModel } from '../model/load-model.js';
import type { Context } from '../terminal/context.js';
import { codeWork } from './code-work.js';
import { encodeWork } from './encode-work.js';
import { generateWork } from './generate-work.js';
import { imputeWork } from './impute-work.js';
import type { Work } from './piece.js';
import { scoreWork } from './score-work.js';

type MakeWork = (trained: AnyModel, options: Options, context: Context) => Work<never, unknown>;

/** What is done in this process or in workers, by the command's name. */
export const WORKS = {
  score: scoreWork,
  encode: encodeWork,
  impute: imputeWork,
  generate: generateWork,
  code: codeWork,
} as const satisfies Record<string, MakeWork>;
export type WorkName = keyof typeof WORKS;
export type WorkOf<Name extends WorkName> = ReturnType<(typeof WORKS)[Name]>;
