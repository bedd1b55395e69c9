import type {
  DataApi,
  DataSummary,
  FilePreview,
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
import { previewFiles } from './preview-files.js';
import { summarise } from './summarise.js';
import { typedTable } from './typed-table.js';

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
    const summary = await this.#take(report, (pace) => readFiles(files, options, pace), options);
    this.#opened = { files, data: this.#session.data };
    return summary;
  }

  async preview(files: readonly GivenFile[], options: ReadingOptions): Promise<FilePreview | null> {
    return previewFiles(files, options, new Pace(() => {}, new AbortController().signal));
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
    options: ReadingOptions = {},
  ): Promise<DataSummary> {
    this.#underWay?.abort(new Error('Another file was opened instead.'));
    const underWay = new AbortController();
    this.#underWay = underWay;
    try {
      const pace = new Pace(report, underWay.signal);
      const { data: found, ...about } = await read(pace);
      const { data, notes } =
        found.kind === 'table'
          ? await typedTable(found, options, pace)
          : { data: found, notes: [] };
      const all = { ...about, notes: [...about.notes, ...notes], pace };
      const summary = await summarise(data, all);
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
