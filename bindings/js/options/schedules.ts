import { VAEError } from '../errors/errors.js';
import type { NativeBetaSchedule, NativeLearningRateSchedule } from '../engine/native.js';
import {
  aboveZero,
  atLeastZero,
  choice,
  integer,
  isFiniteNumber,
  isObject,
  MAX_INT32,
  readPart,
  requiredInteger,
  rule,
  type Rule,
  type Rules,
} from './option-rules.js';

/**
 * Beta by epoch. Epochs count since the model was made, across all train() calls. After `epochs`
 * epochs beta is `to`.
 */
export type BetaSchedule =
  | {
      /** Rises in equal steps from `from` in the first epoch to `to` in the one after `epochs`. */
      readonly schedule: 'linear';
      /** Length in epochs, at least 1. */
      readonly epochs: number;
      /** Default 0. */
      readonly from?: number | undefined;
      /** Default 1. */
      readonly to?: number | undefined;
    }
  | {
      /**
       * Repeats `cycles` equal cycles; each rises linearly for `ratio` of its length and then stays
       * at `to` (Fu et al. 2019, https://arxiv.org/abs/1903.10145, equations 6 and 7, by epochs).
       */
      readonly schedule: 'cyclic';
      /** Length of all cycles together in epochs, at least 1. */
      readonly epochs: number;
      /** At most `epochs`. Default 4. */
      readonly cycles?: number | undefined;
      /** In (0, 1]. Default 0.5. */
      readonly ratio?: number | undefined;
      /** Default 0. */
      readonly from?: number | undefined;
      /** Default 1. */
      readonly to?: number | undefined;
    };

/** The learning rate by epoch; epochs count as in {@link BetaSchedule}. */
export type LearningRateSchedule =
  | {
      /**
       * Rises over the first `warmup` epochs as `initial` x 1 / warmup, 2 / warmup, ..., 1. Then
       * follows half a cosine from `initial` to `final`, reaches `final` after `epochs` epochs in
       * total and stays there (torch.optim.lr_scheduler.CosineAnnealingLR with T_max = epochs -
       * warmup).
       */
      readonly schedule: 'cosine';
      /** Epochs until `final`, including warmup. */
      readonly epochs: number;
      /** Default 1e-3. */
      readonly initial?: number | undefined;
      /** Less than `epochs`. Default 0. */
      readonly warmup?: number | undefined;
      /** Default 0. */
      readonly final?: number | undefined;
    }
  | {
      /**
       * Multiplies the rate by `factor` after more than `patience` epochs in a row without a better
       * loss: the held-out loss if there is one, otherwise the training loss. A loss is better if
       * it is lower than the best by more than the share `threshold` of it
       * (torch.optim.lr_scheduler.ReduceLROnPlateau, except that PyTorch counts slightly worse
       * negative losses as better).
       */
      readonly schedule: 'plateau';
      /** Default 1e-3. */
      readonly initial?: number | undefined;
      /** In (0, 1). Default 0.1. */
      readonly factor?: number | undefined;
      /** Default 10. */
      readonly patience?: number | undefined;
      /** In [0, 1). Default 1e-4. */
      readonly threshold?: number | undefined;
      /** The lowest rate. Default 0. */
      readonly minimum?: number | undefined;
    };

// In the places of the core's kinds: tests/tools/native.test.mjs.
const BETA_KINDS = [undefined, 'linear', 'cyclic'] as const;
const LEARNING_RATE_KINDS = [undefined, 'cosine', 'plateau'] as const;

const BETA = {
  linear: {
    schedule: choice('linear', ['linear']),
    epochs: requiredInteger(1, MAX_INT32),
    from: atLeastZero(0),
    to: atLeastZero(1),
  },
  cyclic: {
    schedule: choice('cyclic', ['cyclic']),
    epochs: requiredInteger(1, MAX_INT32),
    cycles: integer(4, 1, MAX_INT32),
    ratio: rule(
      0.5,
      'a number above 0, up to 1',
      (value) => isFiniteNumber(value) && value > 0 && value <= 1,
    ),
    from: atLeastZero(0),
    to: atLeastZero(1),
  },
};

const LEARNING_RATE = {
  cosine: {
    schedule: choice('cosine', ['cosine']),
    epochs: requiredInteger(1, MAX_INT32),
    initial: aboveZero(1e-3),
    warmup: integer(0, 0, MAX_INT32),
    final: atLeastZero(0),
  },
  plateau: {
    schedule: choice('plateau', ['plateau']),
    initial: aboveZero(1e-3),
    factor: rule(
      0.1,
      'a number between 0 and 1',
      (value) => isFiniteNumber(value) && value > 0 && value < 1,
    ),
    patience: integer(10, 0, MAX_INT32),
    threshold: rule(
      1e-4,
      'a number from 0, below 1',
      (value) => isFiniteNumber(value) && value >= 0 && value < 1,
    ),
    minimum: atLeastZero(0),
  },
};

export const betaRule = numberOrSchedule<BetaSchedule>(atLeastZero(1), BETA, (read) =>
  read.schedule === 'cyclic' && read.cycles! > read.epochs
    ? ['cycles', `at most epochs, ${read.epochs}, not ${read.cycles}`]
    : undefined,
);

export const learningRateRule = numberOrSchedule<LearningRateSchedule>(
  aboveZero(1e-3),
  LEARNING_RATE,
  (read) =>
    read.schedule === 'cosine' && read.warmup! >= read.epochs
      ? ['warmup', `less than epochs, ${read.epochs}, not ${read.warmup}`]
      : undefined,
);

/** @param faultOf A part of a schedule that does not fit the others, and what it must be. */
function numberOrSchedule<Schedule>(
  number: Rule<number>,
  schedules: Record<string, Rules>,
  faultOf: (read: Schedule) => [part: string, must: string] | undefined,
): Rule<number | Schedule> {
  const kinds = Object.keys(schedules).map((kind) => `'${kind}'`);
  return rule<number | Schedule>(
    number.initial,
    `${number.takes}, or an object with schedule: ${kinds.join(' or ')}`,
    (value) =>
      number.accepts(value) ||
      (isObject(value) &&
        'schedule' in value &&
        Object.hasOwn(schedules, value.schedule as string)),
    (place, value) => {
      if (typeof value === 'number') return value;
      const given = value as { schedule: string };
      const read = readPart(place, given, schedules[given.schedule]!) as Schedule;
      const fault = faultOf(read);
      if (!fault) return read;
      throw new VAEError('ERR_OPTION', `${fault[0]} in ${place} must be ${fault[1]}.`);
    },
  );
}

export function nativeBeta(beta: number | BetaSchedule): NativeBetaSchedule {
  const constant = { kind: 0, to: 1, from: 0, epochs: 1, cycles: 4, ratio: 0.5 };
  if (typeof beta === 'number') return { ...constant, to: beta };
  const { schedule, ...parts } = beta;
  return { ...constant, ...(parts as object), kind: BETA_KINDS.indexOf(schedule) };
}

export function nativeLearningRate(
  rate: number | LearningRateSchedule,
): NativeLearningRateSchedule {
  const constant = {
    ...{ kind: 0, initial: 1e-3, epochs: 1, warmup: 0, final: 0 },
    ...{ factor: 0.1, patience: 10, threshold: 1e-4, minimum: 0 },
  };
  if (typeof rate === 'number') return { ...constant, initial: rate };
  const { schedule, ...parts } = rate;
  return { ...constant, ...(parts as object), kind: LEARNING_RATE_KINDS.indexOf(schedule) };
}

export function betaOf(native: NativeBetaSchedule): number | BetaSchedule {
  const schedule = BETA_KINDS[native.kind];
  return schedule ? partsOf<BetaSchedule>(schedule, native, BETA[schedule]) : native.to;
}

export function learningRateOf(native: NativeLearningRateSchedule): number | LearningRateSchedule {
  const schedule = LEARNING_RATE_KINDS[native.kind];
  return schedule
    ? partsOf<LearningRateSchedule>(schedule, native, LEARNING_RATE[schedule])
    : native.initial;
}

function partsOf<Schedule>(schedule: string, native: object, rules: Rules): Schedule {
  const parts = Object.entries(native).filter(([name]) => Object.hasOwn(rules, name));
  return { schedule, ...Object.fromEntries(parts) } as Schedule;
}
