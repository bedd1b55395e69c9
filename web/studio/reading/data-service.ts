import type {
  DataApi,
  DataSummary,
  GivenFile,
  Progress,
  ReadingOptions,
  Report,
  SampleName,
} from '../../contract/index.js';
import type { Dataset } from '../session/dataset.js';
import type { Session } from '../session/session.js';
import { Pace } from '../../../readers/bytes/pace.js';
import { readFiles } from './read-files.js';
import type { ReadResult } from './columns/read-result.js';
import { readSample } from './samples.js';
import { summarise } from './summarise.js';

/** Opens files and samples. They replace the open data once they have been read without fault. */
export class DataService implements DataApi {
  readonly #session: Session;
  /**
   * The files of the last successful open(), as handles without content, and the data read from
   * them.
   */
  #opened: { readonly files: readonly GivenFile[]; readonly data: Dataset | null } | null = null;
  #underWay: AbortController | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  async open(
    files: readonly GivenFile[],
    options: ReadingOptions,
    report: Report<Progress>,
  ): Promise<DataSummary> {
    const summary = await this.#take(report, (pace) => readFiles(files, options, pace));
    this.#opened = { files, data: this.#session.data };
    return summary;
  }

  async openSample(name: SampleName, report: Report<Progress>): Promise<DataSummary> {
    return this.#take(report, (pace) => readSample(name, pace));
  }

  async readAgain(options: ReadingOptions, report: Report<Progress>): Promise<DataSummary> {
    // A sample, a kept run or a model without data may have replaced them.
    if (!this.#opened || this.#opened.data !== this.#session.data)
      throw new Error('There is no file to read again. Drop one first.');
    return this.open(this.#opened.files, options, report);
  }

  async cancel(): Promise<void> {
    this.#underWay?.abort(new Error('Reading was cancelled.'));
  }

  async #take(
    report: Report<Progress>,
    read: (pace: Pace) => Promise<ReadResult>,
  ): Promise<DataSummary> {
    this.#underWay?.abort(new Error('Another file was opened instead.'));
    const underWay = new AbortController();
    this.#underWay = underWay;
    try {
      const pace = new Pace(report, underWay.signal);
      const { data, ...about } = await read(pace);
      const summary = await summarise(data, { ...about, pace });
      underWay.signal.throwIfAborted();
      this.#session.openData(data, summary);
      return summary;
    } catch (error) {
      // Engines' messages about memory differ and are not meant for people.
      if (error instanceof RangeError) {
        throw new Error('The browser does not have enough memory for this file.', {
          cause: error,
        });
      }
      throw error;
    } finally {
      if (this.#underWay === underWay) this.#underWay = null;
    }
  }
}
