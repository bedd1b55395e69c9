import { transfer } from 'comlink';
import type {
  Associations,
  Closeness,
  ColumnDistribution,
  LookDesk,
  OddRows,
  Progress,
  Report,
  TableRows,
} from '../contract.js';
import type { Session } from '../session.js';
import { associationMatrices } from './association-matrices.js';
import { breathe } from './breathe.js';
import { closeness } from './closeness.js';
import { columnDistribution } from './column-distribution.js';
import { columnPair } from './column-pair.js';
import { comparedColumn, needComparison } from './compared-columns.js';
import { generateRows } from './generate-rows.js';
import { oddRows } from './odd-rows.js';

/** To be written. */
export class LookStudio implements LookDesk {
  #work = new AbortController();

  constructor(readonly session: Session) {}

  async rows(): Promise<never> {
    throw new Error('to be written');
  }
  async reconstruct(): Promise<never> {
    throw new Error('to be written');
  }
  async encode(): Promise<never> {
    throw new Error('to be written');
  }
  async decode(): Promise<never> {
    throw new Error('to be written');
  }
  async sample(): Promise<never> {
    throw new Error('to be written');
  }
  async interpolate(): Promise<never> {
    throw new Error('to be written');
  }
  async latentMap(): Promise<never> {
    throw new Error('to be written');
  }
  async colouring(): Promise<never> {
    throw new Error('to be written');
  }
  async colourings(): Promise<never> {
    throw new Error('to be written');
  }
  async generate(count: number, seed: number, report: Report<Progress>): Promise<TableRows> {
    return generateRows(this.session, count, seed, report, this.#begin());
  }

  async distributions(): Promise<readonly ColumnDistribution[]> {
    const signal = this.#begin();
    const comparison = needComparison(this.session);
    const distributions: ColumnDistribution[] = [];
    for (const schema of comparison.schemas) {
      distributions.push(columnDistribution(comparedColumn(comparison, schema)));
      await breathe(signal);
    }
    return distributions;
  }

  async associations(report: Report<Progress>): Promise<Associations> {
    const found = await associationMatrices(this.session, report, this.#begin());
    return transfer(found, [found.real.buffer, found.generated.buffer]);
  }

  async closeness(): Promise<Closeness> {
    return closeness(this.session, this.#begin());
  }

  async pair(across: string, up: string) {
    const points = columnPair(this.session, across, up);
    return transfer(points, [points.real.buffer, points.generated.buffer]);
  }

  async rankOdd(report: Report<Progress>): Promise<OddRows> {
    return oddRows(this.session, report, this.#begin());
  }

  async cancel(): Promise<void> {
    this.#work.abort();
  }

  /** Long work begins, and takes the place of what was under way. */
  #begin(): AbortSignal {
    this.#work.abort();
    this.#work = new AbortController();
    return this.#work.signal;
  }
}
