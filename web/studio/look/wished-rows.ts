import type { TableColumns, TableVAE } from 'vae1';
import type { Progress, Report, RowWishes } from '../../contract/index.js';
import { NO_WISHES } from '../../contract/wishes.js';

interface WishedRows {
  readonly count: number;
  readonly seed: number;
  readonly wishes?: RowWishes | undefined;
}

/** The options of generate() for these wishes. */
export function generateOptions({ where, balance, withoutGaps }: RowWishes) {
  return {
    ...(Object.keys(where).length > 0 && { where }),
    ...(balance !== null && { balance }),
    ...(withoutGaps && { missing: 'fill' as const }),
  };
}

/**
 * New rows as they are wished for.
 * @throws a sentence for people if too few rows match
 */
export async function wishedRows(
  vae: TableVAE,
  { count, seed, wishes = NO_WISHES }: WishedRows,
  report: Report<Progress>,
  signal: AbortSignal,
): Promise<TableColumns> {
  const what = 'Generating rows';
  report({ what, fraction: 0 });
  try {
    const rows = await vae.generate(count, {
      ...{ seed, form: 'columns', signal },
      ...generateOptions(wishes),
      // Called only where rows may be rejected.
      onAcceptance: ({ draws, accepted }) =>
        report({
          what: `${what}: ${accepted.toLocaleString('en')} of ${draws.toLocaleString('en')} drawn rows match`,
          fraction: Math.min(1, accepted / count),
        }),
    });
    report({ what, fraction: 1 });
    return rows;
  } catch (error) {
    throw tooFew(error) ?? error;
  }
}

/** The library's sentence, but its ways out are for programmers. */
const TOO_FEW = /^generate\(\) (found only (\d+) of (\d+) matching rows in (\d+) draws), a rate of/;

function tooFew(error: unknown): Error | undefined {
  const [, , found, rows, draws] = TOO_FEW.exec(error instanceof Error ? error.message : '') ?? [];
  if (found === undefined) return undefined;
  const integer = (digits: string) => Number(digits).toLocaleString('en');
  return new Error(
    `The model found only ${integer(found)} of ${integer(rows!)} matching rows in ${integer(draws!)} draws. ` +
      'Ask for fewer rows or for wider values. Or start over and name the columns under ' +
      '“Condition on”: then rows are made for their values without rejecting any.',
    { cause: error },
  );
}
