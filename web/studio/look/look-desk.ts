import { transfer } from 'comlink';
import type {
  Associations,
  Closeness,
  Colouring,
  ColumnDistribution,
  Decoded,
  LatentMap,
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
import { dataColouring, dataColourings } from './colouring.js';
import { columnDistribution } from './column-distribution.js';
import { columnPair } from './column-pair.js';
import { comparedColumn, needComparison } from './compared-columns.js';
import { decodedImages, decodedTable } from './decoded.js';
import { generateRows } from './generate-rows.js';
import { planeOf } from './latent-map.js';
import { mapRows } from './map-rows.js';
import { modelRows, openRows } from './model-rows.js';
import { oddRows } from './odd-rows.js';
import { scoreRows } from './score-rows.js';

/** What can be seen of the model and its data. */
export class LookStudio implements LookDesk {
  /** Of the long call under way. */
  #abort = new AbortController();

  constructor(readonly session: Session) {}

  async rows(indices: readonly number[]): Promise<Decoded> {
    return handOver(openRows(this.session, indices));
  }

  async reconstruct(indices: readonly number[]): Promise<Decoded> {
    const rows = modelRows(this.session, indices);
    return handOver(
      rows.kind === 'images'
        ? decodedImages(await rows.model.vae.reconstruct(rows.input))
        : decodedTable(await rows.model.vae.reconstruct(rows.input)),
    );
  }

  async encode(indices: readonly number[]): Promise<Float32Array> {
    return this.#means(indices);
  }

  async decode(latents: Float32Array): Promise<Decoded> {
    const model = this.session.needModel();
    return handOver(
      model.kind === 'images'
        ? decodedImages(await model.vae.decode(latents))
        : decodedTable(await model.vae.decode(latents)),
    );
  }

  async sample(count: number, seed?: number): Promise<Decoded> {
    const model = this.session.needModel();
    return handOver(
      model.kind === 'images'
        ? decodedImages(await model.vae.generate(count, { seed, mean: true }))
        : decodedTable(await model.vae.generate(count, { seed })),
    );
  }

  async interpolate(first: number, last: number, steps: number): Promise<Decoded> {
    const ends = modelRows(this.session, [first, last]);
    if (ends.kind !== 'images') throw new Error('Only images can be drawn between two rows.');
    const { input, model } = ends;
    const size = input.length / 2;
    const images = await model.vae.interpolate(
      input.subarray(0, size),
      input.subarray(size),
      steps,
    );
    return handOver(decodedImages(images));
  }

  async latentMap(report: Report<Progress>): Promise<LatentMap> {
    const signal = this.#begin();
    report({ what: 'Encoding the rows', fraction: 0 });
    const data = this.session.needData();
    const rows = mapRows(data);
    // One call, and so one state of a model that is being trained.
    const means = await this.#means(rows, signal);
    const labels = data.kind === 'images' ? data.labels : null;
    const codes = labels && Uint32Array.from(rows, (row) => labels.codes[row]!);
    const plane = planeOf(means, means.length / rows.length, codes);
    report({ what: 'Encoding the rows', fraction: 1 });
    return transfer({ rows, ...plane }, [rows.buffer, plane.points.buffer]);
  }

  async colouring(rows: Uint32Array, by: string): Promise<Colouring> {
    const data = this.session.needData();
    if (by === SCORE && !dataColourings(data).includes(SCORE)) {
      const values = await scoreRows(this.session, rows, () => {}, this.#begin());
      return { kind: 'numbers', dates: false, values };
    }
    const { model } = this.session;
    const schema = model?.kind === 'table' ? model.vae.schema : undefined;
    return dataColouring(data, rows, by, schema);
  }

  async colourings(): Promise<readonly string[]> {
    return [...new Set([...dataColourings(this.session.needData()), SCORE])];
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
    this.#abort.abort();
  }

  /** Ends the long call under way, if any, for another one. */
  #begin(): AbortSignal {
    this.#abort.abort();
    this.#abort = new AbortController();
    return this.#abort.signal;
  }

  /** n x L. */
  async #means(indices: ArrayLike<number>, signal?: AbortSignal) {
    const rows = modelRows(this.session, indices);
    const { mean } =
      rows.kind === 'images'
        ? await rows.model.vae.encode(rows.input, { signal })
        : await rows.model.vae.encode(rows.input, { signal });
    return mean;
  }
}

/** What one can colour by besides the columns; a column of that name takes its place. */
const SCORE = 'score';

/** Pixels are moved rather than copied: they were made for this answer. */
function handOver(decoded: Decoded): Decoded {
  return decoded.kind === 'images' ? transfer(decoded, [decoded.pixels.buffer]) : decoded;
}
