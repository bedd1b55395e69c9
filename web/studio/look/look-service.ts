import { transfer } from 'comlink';
import type {
  Associations,
  Closeness,
  Colouring,
  ColumnDistribution,
  ColumnGaps,
  Decoded,
  FilledRows,
  FillWanted,
  LatentMap,
  LookApi,
  MapEnd,
  ModelHealth,
  OddRows,
  Progress,
  QualityReport,
  Report,
  RowWishes,
  TableRows,
  WishColumn,
} from '../../contract/index.js';
import type { Session } from '../session/session.js';
import { whileOpen } from '../session/while-open.js';
import { yieldToCalls } from './yield-to-calls.js';
import { closeness } from './closeness.js';
import { dataColouring, dataColourings } from './colouring.js';
import { readerOf } from './coded-column.js';
import { columnDistribution } from './column-distribution.js';
import { comparedColumn, requireComparison } from './compared-columns.js';
import { decodedImages, decodedTable } from './decoded.js';
import { generateRows } from './generate-rows.js';
import { mapRows } from './map-rows.js';
import { modelHealth } from './model-health.js';
import { modelRows, openRows } from './model-rows.js';
import { oddRows } from './odd-rows.js';
import { scoreRows } from './score-rows.js';
import { wishColumns } from './wish-columns.js';

/** Views of the model and its data. */
export class LookService implements LookApi {
  /** For cancelling long calls. A ranking and a filling continue while other views are open. */
  #ranking = new AbortController();
  #drawing = new AbortController();
  #mapping = new AbortController();
  #filling = new AbortController();

  constructor(readonly session: Session) {}

  async rows(indices: readonly number[]): Promise<Decoded> {
    return handOver(openRows(this.session, indices));
  }

  async reconstruct(indices: readonly number[]): Promise<Decoded> {
    return this.#ofOpen(async () => {
      const rows = modelRows(this.session, indices);
      return handOver(
        rows.kind === 'images'
          ? decodedImages(await rows.model.vae.reconstruct(rows.input))
          : decodedTable(await rows.model.vae.reconstruct(rows.input, { form: 'columns' })),
      );
    });
  }

  async encode(indices: readonly number[]): Promise<Float32Array> {
    return this.#ofOpen(() => this.#means(indices));
  }

  async decode(latents: Float32Array): Promise<Decoded> {
    return this.#ofOpen(async () => {
      const model = this.session.requireLatentModel();
      return handOver(
        model.kind === 'images'
          ? decodedImages(await model.vae.decode(latents))
          : decodedTable(await model.vae.decode(latents, { form: 'columns' })),
      );
    });
  }

  async sample(count: number, seed?: number): Promise<Decoded> {
    return this.#ofOpen(async () => {
      const model = this.session.requireModel();
      return handOver(
        model.kind === 'images'
          ? decodedImages(await model.vae.generate(count, { seed, mean: true }))
          : decodedTable(await model.vae.generate(count, { seed, form: 'columns' })),
      );
    });
  }

  async interpolate(first: number, last: number, steps: number): Promise<Decoded> {
    const ends = modelRows(this.session, [first, last]);
    if (ends.kind !== 'images') throw new Error('Only images can be drawn between two rows.');
    const { input, model } = ends;
    const size = input.length / 2;
    const [from, to] = [input.subarray(0, size), input.subarray(size)];
    return this.#ofOpen(async () =>
      handOver(decodedImages(await model.vae.interpolate(from, to, steps))),
    );
  }

  async trainMap(report: Report<Progress>): Promise<MapEnd> {
    this.#mapping = new AbortController();
    const { signal } = this.#mapping;
    return this.#ofOpen(async () => {
      const { trainMap } = await import('./map-model.js');
      return trainMap(this.session, report, signal);
    });
  }

  async stopMap(): Promise<void> {
    this.#mapping.abort();
  }

  async latentMap(report: Report<Progress>): Promise<LatentMap> {
    const signal = this.#draw();
    report({ what: 'Encoding the rows', fraction: 0 });
    const data = this.session.requireData();
    const rows = mapRows(data);
    // A single call, so that all rows are encoded with the same weights during training.
    const means = await this.#ofOpen(() => this.#means(rows, signal));
    const labels = data.kind === 'images' ? data.labels : null;
    const codes = labels && Uint32Array.from(rows, (row) => labels.codes[row]!);
    const { planeOf } = await import('./latent-map.js');
    const plane = planeOf(means, means.length / rows.length, codes);
    report({ what: 'Encoding the rows', fraction: 1 });
    return transfer({ rows, ...plane }, [rows.buffer, plane.points.buffer]);
  }

  async colouring(rows: Uint32Array, by: string): Promise<Colouring> {
    const data = this.session.requireData();
    if (by === SCORE && !dataColourings(data).includes(SCORE)) {
      const signal = this.#draw();
      const values = await this.#ofOpen(() => scoreRows(this.session, rows, () => {}, signal));
      return { kind: 'numbers', dates: false, values };
    }
    const { model } = this.session;
    const columns = model?.kind === 'table' ? model.vae.schema?.columns : undefined;
    const schema = columns?.find(({ name }) => name === by);
    return dataColouring(data, rows, by, schema && { schema, read: await readerOf(schema) });
  }

  async colourings(): Promise<readonly string[]> {
    return [...new Set([...dataColourings(this.session.requireData()), SCORE])];
  }

  async wishColumns(): Promise<readonly WishColumn[]> {
    const { model } = this.session;
    const schema = model?.kind === 'table' ? model.vae.schema : undefined;
    return schema ? wishColumns(schema, this.session.summary) : [];
  }

  async generate(
    count: number,
    seed: number,
    report: Report<Progress>,
    wishes?: RowWishes,
  ): Promise<TableRows> {
    const signal = this.#draw();
    const wanted = { count, seed, wishes };
    return this.#ofOpen(() => generateRows(this.session, wanted, report, signal));
  }

  async distributions(): Promise<readonly ColumnDistribution[]> {
    const signal = this.#draw();
    return this.#ofOpen(async () => {
      const comparison = requireComparison(this.session);
      const distributions: ColumnDistribution[] = [];
      for (const schema of comparison.schemas) {
        distributions.push(columnDistribution(await comparedColumn(comparison, schema)));
        await yieldToCalls(signal);
      }
      return distributions;
    });
  }

  async associations(report: Report<Progress>): Promise<Associations> {
    const signal = this.#draw();
    const found = await this.#ofOpen(async () => {
      const { associationMatrices } = await import('./association-matrices.js');
      return associationMatrices(this.session, report, signal);
    });
    return transfer(found, [found.real.buffer, found.generated.buffer]);
  }

  async closeness(): Promise<Closeness> {
    const signal = this.#draw();
    return this.#ofOpen(() => this.#measure(signal));
  }

  /** The key figures, which the kept run keeps for comparisons. */
  async #measure(signal: AbortSignal): Promise<Closeness> {
    const { model, keeper } = this.session;
    const found = await closeness(this.session, signal);
    keeper?.measured(model!, found);
    return found;
  }

  async report(): Promise<QualityReport> {
    const signal = this.#draw();
    return this.#ofOpen(async () => {
      await this.#measure(signal);
      const { qualityReport } = await import('./quality-report.js');
      return qualityReport(this.session, signal);
    });
  }

  async diagnose(): Promise<ModelHealth> {
    return this.#ofOpen(() => modelHealth(this.session));
  }

  async pair(across: string, up: string) {
    const { columnPair } = await import('./column-pair.js');
    const points = await columnPair(this.session, across, up);
    return transfer(points, [points.real.buffer, points.generated.buffer]);
  }

  async gaps(): Promise<readonly ColumnGaps[]> {
    return this.#ofOpen(async () => {
      const { openGaps } = await import('./fill-gaps.js');
      return openGaps(this.session);
    });
  }

  async fill(wanted: FillWanted, report: Report<Progress>): Promise<FilledRows> {
    this.#filling.abort();
    const { signal } = (this.#filling = new AbortController());
    return this.#ofOpen(async () => {
      const { fillGaps } = await import('./fill-gaps.js');
      return fillGaps(this.session, wanted, report, signal);
    });
  }

  async filledRows(draw: number): Promise<FilledRows> {
    const { filledRows } = await import('./fill-gaps.js');
    return filledRows(this.session, draw);
  }

  async rankOdd(report: Report<Progress>): Promise<OddRows> {
    this.#ranking.abort();
    const { signal } = (this.#ranking = new AbortController());
    return this.#ofOpen(() => oddRows(this.session, report, signal));
  }

  async cancel(): Promise<void> {
    this.#ranking.abort();
    this.#drawing.abort();
    this.#filling.abort();
  }

  /** Cancels the previous drawing call, if any, and starts another. */
  #draw(): AbortSignal {
    this.#drawing.abort();
    this.#drawing = new AbortController();
    return this.#drawing.signal;
  }

  #ofOpen<T>(work: () => T | Promise<T>): Promise<T> {
    return whileOpen(this.session, work);
  }

  /** n x L. */
  async #means(indices: ArrayLike<number>, signal?: AbortSignal) {
    const rows = modelRows(this.session, indices, this.session.requireLatentModel());
    const { mean } =
      rows.kind === 'images'
        ? await rows.model.vae.encode(rows.input, { signal })
        : await rows.model.vae.encode(rows.input, { signal });
    return mean;
  }
}

/** An extra colouring besides the columns; a column of the same name takes precedence. */
const SCORE = 'score';

/** Transfers pixels instead of copying them; nothing else uses them. */
function handOver(decoded: Decoded): Decoded {
  return decoded.kind === 'images' ? transfer(decoded, [decoded.pixels.buffer]) : decoded;
}
