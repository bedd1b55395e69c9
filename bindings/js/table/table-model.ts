import { anomalyProbability, fitThreshold, isAnomaly } from '../model/anomalies.js';
import { type Data, Rows } from '../data/data-source.js';
import { diagnose, type Diagnosis } from '../model/diagnosis.js';
import { VAEError } from '../errors/errors.js';
import { heldOut } from '../model/held-out.js';
import type { Losses } from '../engine/history.js';
import { fitMixture, type MixtureFit } from '../model/mixture.js';
import type { Model, TrainingRows } from '../model/model.js';
import type { TableForm } from '../options/choices.js';
import type { CallName, CallOptions } from '../options/options.js';
import { encode, evaluate, type Posterior } from '../model/inference.js';
import { logLikelihood, score, scoreFeatures, type Scores } from '../model/scores.js';
import type { SignalOption } from '../options/vae-options.js';
import { readAttachment, type TableKnowledge, writeAttachment } from './attachment.js';
import type { ColumnCoding } from './column-coding.js';
import { ConditionCount } from './conditions.js';
import { generateTable } from './generate-table.js';
import { impute } from './impute.js';
import { checkModelled, inferSchema } from './infer-schema.js';
import { type Notice, noticesOf } from './notices.js';
import type { ColumnOverrides, TableSchema } from '../data/schema.js';
import { type MadeTable, TableCoding, type TableSource } from './table-coding.js';
import type {
  ImputeOptions,
  TableDecodeOptions,
  TableEvaluateOptions,
  TableFitMixtureOptions,
  TableFitThresholdOptions,
  TableGenerateOptions,
  TableLogLikelihoodOptions,
  TableReconstructOptions,
  TableScoreFeaturesOptions,
  TableScoreOptions,
} from '../options/table-options.js';
import { decodeTable, reconstructTable } from './table-reading.js';
import type { Table } from '../data/table.js';
import { tableView, type TableView } from './table-view.js';

/** The constructor's options about columns. */
export interface ColumnsSaid {
  readonly columns: ColumnOverrides | undefined;
  readonly conditions: readonly string[];
  readonly missingValues: readonly (string | number)[] | undefined;
}

/** The share held out by default, and the least rows for it. */
const SHARE = 0.1;
const FEWEST_ROWS = 20;

/** The default patience in epochs: at least 50, and for a small table as many as make 2,000 batches. */
function patience(rows: number, batchSize: number): number {
  return Math.max(50, Math.ceil(2000 / Math.ceil(rows / batchSize)));
}

/**
 * Prepares the training of a TableVAE.
 * @param known The table that the model was trained on before, if any.
 * @param usual The options that are not set, and so get the defaults of tables.
 * @param begun Gets the table once the model depends on it.
 */
export async function tableTraining(
  model: Model,
  table: Table,
  said: ColumnsSaid,
  known: TableModel | undefined,
  { validation, earlyStopping, signal }: CallOptions<'train()'>,
  usual: { readonly validation: boolean; readonly earlyStopping: boolean },
  begun: (trained: TableModel) => void,
): Promise<TrainingRows> {
  const view = await tableView(table, 'data', signal, known?.coding.names);
  const coding = known?.coding ?? (await newCoding(view, said, signal));
  const share = view.rows < FEWEST_ROWS ? undefined : SHARE;
  const asked = usual.validation ? share : validation || undefined;
  const apart =
    asked === undefined || typeof asked === 'number'
      ? asked
      : new Rows(
          coding.source(await tableView(asked, 'validation', signal, coding.names), 'validation'),
        );
  const counted = new ConditionCount(coding, coding.source(view, 'data'), model.seed);
  return {
    data: counted.source,
    heldOut: heldOut(apart, false),
    earlyStopping:
      usual.earlyStopping && apart !== undefined
        ? { patience: patience(view.rows, model.batchSize), minDelta: 0 }
        : earlyStopping,
    begun: () => begun(new TableModel(model, { coding, conditions: counted.conditions })),
  };
}

/** Infers the columns of a table. */
export async function inferred(
  table: Table,
  said: ColumnsSaid,
  signal: AbortSignal | undefined,
): Promise<TableSchema> {
  return inferSchema(await tableView(table, 'data', signal), { ...said, signal });
}

async function newCoding(
  view: TableView,
  said: ColumnsSaid,
  signal: AbortSignal | undefined,
): Promise<TableCoding> {
  const schema = await inferSchema(view, { ...said, signal });
  checkModelled(schema);
  return new TableCoding(schema);
}

/** A trained model of a table, with its schema and conditions. TableVAE documents the calls. */
export class TableModel {
  readonly #model: Model;
  readonly #knowledge: TableKnowledge;

  constructor(model: Model, knowledge: TableKnowledge) {
    this.#model = model;
    this.#knowledge = knowledge;
  }

  /** @throws ERR_MODEL_FILE if the model's file has no table. */
  static loaded(call: string, model: Model): TableModel {
    if (model.facts!.attachment) return new TableModel(model, readAttachment(model.facts!));
    throw new VAEError(
      'ERR_MODEL_FILE',
      `${call} must load a file of TableVAE, not one of VAE: use VAE.load().`,
    );
  }

  get coding(): TableCoding {
    return this.#knowledge.coding;
  }

  get schema(): TableSchema {
    return this.coding.schema;
  }

  get notices(): readonly Notice[] {
    return noticesOf(this.schema);
  }

  generate(
    count: number | undefined,
    options: TableGenerateOptions<TableForm | undefined>,
  ): Promise<MadeTable> {
    const { coding, conditions } = this.#knowledge;
    return generateTable(this.#model.reader, coding, conditions, count, options);
  }

  impute(
    table: Table,
    options: ImputeOptions<TableForm | undefined>,
  ): Promise<MadeTable | MadeTable[]> {
    return impute(this.#model.reader, this.coding, table, options);
  }

  async encode(table: Table, options: SignalOption): Promise<Posterior> {
    return encode(this.#model.reader, await this.#rows('encode()', table, options), options);
  }

  decode(latents: Data, options: TableDecodeOptions<TableForm | undefined>): Promise<MadeTable> {
    const { coding, conditions } = this.#knowledge;
    return decodeTable(this.#model.reader, coding, conditions, latents, options);
  }

  async reconstruct(
    table: Table,
    options: TableReconstructOptions<TableForm | undefined>,
  ): Promise<MadeTable> {
    const { source } = await this.#rows('reconstruct()', table, options);
    return reconstructTable(this.#model.reader, this.coding, source, options);
  }

  async evaluate(table: Table, options: TableEvaluateOptions): Promise<Losses> {
    return evaluate(this.#model.reader, await this.#rows('evaluate()', table, options), options);
  }

  async logLikelihood(table: Table, options: TableLogLikelihoodOptions): Promise<Scores> {
    const rows = await this.#rows('logLikelihood()', table, options);
    return logLikelihood(this.#model.reader, rows, options);
  }

  async score(table: Table, options: TableScoreOptions): Promise<Scores> {
    return score(this.#model.reader, await this.#rows('score()', table, options), options);
  }

  async scoreFeatures(
    table: Table,
    options: TableScoreFeaturesOptions,
  ): Promise<Record<string, Scores>> {
    const rows = await this.#rows('scoreFeatures()', table, options);
    const { source } = rows;
    const scores = await scoreFeatures(this.#model.reader, rows, options);
    const width = this.coding.columns.length;
    const isScored = ({ columns }: ColumnCoding) =>
      columns.some(({ scored, condition }) => scored && !condition);
    const byColumn = ({ columns, first }: ColumnCoding) =>
      Float64Array.from({ length: source.rows }, (_, row) => {
        const at = row * width + first;
        return scores.subarray(at, at + columns.length).reduce((sum, x) => sum + x, 0);
      });
    return Object.fromEntries(
      this.coding.parts.flatMap((part): [string, Scores][] => {
        const { name } = part.column;
        const constant = source.constants.find((other) => other.name === name);
        if (constant) return [[name, constant.surprises(0, source.rows)]];
        return isScored(part) ? [[name, byColumn(part)]] : [];
      }),
    );
  }

  async fitThreshold(table: Table, options: TableFitThresholdOptions): Promise<number> {
    const rows = await this.#rows('fitThreshold()', table, options);
    return fitThreshold(this.#model.reader, rows, options);
  }

  async isAnomaly(table: Table, options: SignalOption): Promise<Uint8Array<ArrayBuffer>> {
    return isAnomaly(this.#model.reader, await this.#rows('isAnomaly()', table, options), options);
  }

  async anomalyProbability(table: Table, options: SignalOption): Promise<Scores> {
    const rows = await this.#rows('anomalyProbability()', table, options);
    return anomalyProbability(this.#model.reader, rows, options);
  }

  async diagnose(table: Table, options: SignalOption): Promise<Diagnosis<string>> {
    const rows = await this.#rows('diagnose()', table, options);
    const history = () => this.#model.history;
    const nameOf = (core: number) => this.schema.columns[this.coding.owner(core)]!.name;
    return diagnose(this.#model.reader, history, rows, options, nameOf);
  }

  async fitMixture(table: Table, options: TableFitMixtureOptions): Promise<MixtureFit> {
    const rows = await this.#rows('fitMixture()', table, options);
    return fitMixture(this.#model.reader, rows, options);
  }

  save(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#model.save(() => writeAttachment(this.#knowledge));
  }

  async #rows(call: CallName, table: Table, options: SignalOption): Promise<Rows<TableSource>> {
    this.#model.reader.options(call, options);
    const view = await tableView(table, 'data', options.signal, this.coding.names);
    return new Rows(this.coding.source(view, 'data'));
  }
}
