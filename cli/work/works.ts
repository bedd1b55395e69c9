import type { Options } from '../arguments/options.js';
import type { AnyModel } from '../model/load-model.js';
import { encodeWork } from './encode-work.js';
import { generateWork } from './generate-work.js';
import { imputeWork } from './impute-work.js';
import type { PieceWork } from './piece.js';
import { scoreWork } from './score-work.js';

type MakeWork = (trained: AnyModel, options: Options, signal: AbortSignal) => PieceWork;

/** What is done piece by piece, by the command's name: in this process or in workers. */
export const WORKS = {
  score: scoreWork,
  encode: encodeWork,
  impute: imputeWork,
  generate: generateWork,
} as const satisfies Record<string, MakeWork>;
export type WorkName = keyof typeof WORKS;
