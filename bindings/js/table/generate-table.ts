import { VAEError } from '../errors/errors.js';
import { requireMixture } from '../model/mixture.js';
import { nextTask } from '../host/next-task.js';
import { DECODERS, LATENT_SOURCES, type TableForm } from '../options/choices.js';
import { readOption } from '../options/options.js';
import type { Reader } from '../model/reader.js';
import { resultArray } from '../data/result-array.js';
import type { TableKnowledge } from './attachment.js';
import { meets } from './constraints.js';
import { decodeRows } from './decode-rows.js';
import { afterBlock, BLOCK, drawBlocks, drawEach } from './row-draws.js';
import { rowGroups } from './row-groups.js';
import type { MadeTable } from './table-coding.js';
import type { Acceptance, Constraint, TableGenerateOptions } from '../options/table-options.js';

const CALL = 'generate()';

/** Where no row has to match, draws per row before rows that break rules are corrected instead. */
const MOST_REDRAWS = 20;

export async function generateTable(
  reader: Reader,
  { coding, conditions }: TableKnowledge,
  count: number | undefined,
  options: TableGenerateOptions<TableForm | undefined>,
): Promise<MadeTable> {
  const facts = reader.trained(CALL);
  const total = readOption(CALL, 'count', count) ?? coding.schema.rows;
  const given = reader.options(CALL, options);
  const { seed = reader.seed, missing, sampling, form, onAcceptance, signal } = given;
  const { balance, constraints, firstRow } = given;
  if (balance !== undefined && firstRow !== undefined)
    throw new VAEError(
      'ERR_OPTION',
      `firstRow of ${CALL} must not be given with balance, whose shares are those of one call.`,
    );
  signal?.throwIfAborted();
  const width = coding.columns.length;
  const out = resultArray(total, width, Float64Array);
  const autoregressive = facts.options.decoder === DECODERS.indexOf('autoregressive');
  const groups = rowGroups(CALL, coding, conditions, total, given, autoregressive);
  const rejects = groups.drawn.length > 0 || constraints.length > 0;
  const redraws = rejects || coding.rules.open.length > 0;
  const fill = missing === 'fill';
  const isAllowed = (values: Float64Array, draw: number) => {
    // Rows that were asked for keep all rules; others give up redrawing where too few rows do.
    const isBounded = !rejects && draw >= MOST_REDRAWS * BLOCK;
    if (!isBounded && coding.breaksRules(values, 0, fill)) return false;
    if (constraints.length === 0) return true;
    return meets(constraints, coding.row(values, missing));
  };
  const maxDraws = rejects ? (given.maxDraws ?? Math.max(100_000, 1000 * total)) : Infinity;
  let failure: { error: unknown } | undefined;
  // Do not await it: the callback may wait for other calls, which are queued behind this one.
  const tell = async (progress: Acceptance) => {
    try {
      await onAcceptance?.(progress);
    } catch (error) {
      failure ??= { error };
    }
  };
  const checkTold = () => {
    if (failure) throw failure.error;
  };
  const made = await reader.read(signal, async (engine, own) => {
    if (sampling === 'mixture') await requireMixture(engine, "generate({ sampling: 'mixture' })");
    const isOwn = given.seed === undefined && firstRow === undefined;
    // Each group has blocks of its own.
    const isApart = redraws && balance !== undefined;
    const begin = isOwn ? own.generated : (firstRow ?? 0);
    const start = isApart ? afterBlock(begin) : begin;
    let next = start;
    let [draws, accepted, placed] = [0, 0, 0];
    for (const { rows, fixed: fix, matches, place } of groups.from(seed, start)) {
      const work = {
        first: isApart ? afterBlock(next) : next,
        rows,
        seed,
        most: reader.chunkRows(facts),
        async draw(from: number, first: number, n: number) {
          signal?.throwIfAborted();
          checkTold();
          const fixed = new Float64Array(fix ? n * width : 0).fill(NaN);
          for (let i = 0; fix && i < n; i++) fix(fixed, i * width, from, first + i);
          const source = LATENT_SOURCES.indexOf(sampling);
          const block = { rows: n, first, values: fixed };
          const values = await engine.call('read', 'generateTable', block, { seed: from, source });
          if (rejects && draws > 0) void tell(acceptance(accepted, draws));
          return Array.from({ length: n }, (_, row) =>
            values.subarray(row * width, (row + 1) * width),
          ) as Float64Array[];
        },
        take(drawn: Float64Array, draw: number, isWanted: boolean) {
          if (draws >= maxDraws)
            throw tooFew(acceptance(accepted, draws), placed, total, groups.drawn, constraints);
          draws++;
          if (!isAllowed(drawn, draw) || !matches(drawn)) return false;
          const to = isWanted ? place(drawn) : -1;
          if (to === undefined) return false;
          accepted++;
          if (to >= 0) {
            out.set(drawn, to * width);
            placed++;
          }
          return true;
        },
      };
      await (redraws ? drawBlocks(work) : drawEach(work));
      next = work.first + rows;
    }
    if (rejects) void tell(acceptance(accepted, draws));
    if (rejects && onAcceptance) await new Promise<void>(nextTask);
    checkTold();
    if (isOwn) own.generated = next;
    return start;
  });
  return decodeRows(coding, out, total, { form, missing, made, seed }, signal);
}

function acceptance(accepted: number, draws: number): Acceptance {
  return { draws, accepted, rate: accepted / draws };
}

function tooFew(
  { draws, rate }: Acceptance,
  found: number,
  rows: number,
  columns: readonly string[],
  constraints: readonly Constraint[],
): VAEError {
  const conditions =
    columns.length > 0 && constraints.length === 0
      ? `; new TableVAE({ conditions: ${JSON.stringify(columns)} }) generates such rows without rejecting any`
      : '';
  return new VAEError(
    'ERR_OPTION',
    `${CALL} found only ${found} of ${rows} matching rows in ${draws} draws, a rate of ` +
      `${Number(rate.toPrecision(2))}. A larger maxDraws allows more draws${conditions}.`,
  );
}
