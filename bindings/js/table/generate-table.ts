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
  signal?.throwIfAborted();
  const width = coding.columns.length;
  const out = resultArray(total, width, Float64Array);
  const autoregressive = facts.options.decoder === DECODERS.indexOf('autoregressive');
  const groups = rowGroups(CALL, coding, conditions, total, given, autoregressive);
  const { constraints } = given;
  const rejects = groups.drawn.length > 0 || constraints.length > 0;
  const fill = missing === 'fill';
  const isAllowed = (values: Float64Array, draw: number) => {
    // Rows that were asked for keep all rules; others give up redrawing where too few rows do.
    const isBounded = !rejects && draw >= MOST_REDRAWS * total;
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
    const start = given.seed === undefined ? own.generated : 0;
    let row = start;
    let accepted = 0;
    for (const { rows, fixed: fix, place } of groups.from(seed, start)) {
      for (let left = rows; left > 0;) {
        signal?.throwIfAborted();
        checkTold();
        const draws = row - start;
        if (draws >= maxDraws)
          throw tooFew(acceptance(accepted, draws), total, groups.drawn, constraints);
        // Estimate the number needed from the rate so far. Any number gives the same rows.
        const needed = Math.ceil((left * (draws + 1)) / (accepted + 1));
        const n = Math.min(reader.chunkRows(facts), needed, maxDraws - draws);
        const fixed = new Float64Array(fix ? n * width : 0).fill(NaN);
        for (let i = 0; fix && i < n; i++) fix(fixed, i * width, seed, row + i);
        const block = { rows: n, first: row, values: fixed };
        const values = await engine.call('read', 'generateTable', block, {
          seed,
          source: LATENT_SOURCES.indexOf(sampling),
        });
        // Stop at the last row needed: where the next call begins must not depend on n.
        for (let at = 0; at < values.length && left > 0; at += width, row++) {
          const drawn = values.subarray(at, at + width) as Float64Array;
          if (!isAllowed(drawn, row - start)) continue;
          const to = place(values, at);
          if (to === undefined) continue;
          out.set(drawn, to * width);
          accepted++;
          left--;
        }
        if (rejects) void tell(acceptance(accepted, row - start));
      }
    }
    if (rejects && onAcceptance) await new Promise<void>(nextTask);
    checkTold();
    if (given.seed === undefined) own.generated = row;
    return start;
  });
  return decodeRows(coding, out, total, { form, missing, made, seed }, signal);
}

function acceptance(accepted: number, draws: number): Acceptance {
  return { draws, accepted, rate: accepted / draws };
}

function tooFew(
  { accepted, draws, rate }: Acceptance,
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
    `${CALL} found only ${accepted} of ${rows} matching rows in ${draws} draws, a rate of ` +
      `${Number(rate.toPrecision(2))}. A larger maxDraws allows more draws${conditions}.`,
  );
}
