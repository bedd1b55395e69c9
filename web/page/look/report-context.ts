import type { EpochFigures, ModelSummary, Settings } from '../../contract/index.js';
import { BETA_EPOCHS } from '../../contract/schedules.js';
import { epochInUse } from '../../contract/epoch-in-use.js';
import { count, integer, number } from '../ui/format.js';

/** What a report says besides the comparison. */
export interface ReportContext {
  /** The name of the file or the sample. */
  readonly name: string;
  readonly rows: number;
  readonly when: Date;
  readonly model: ModelSummary;
  /** Null for a model from a file. */
  readonly settings: Settings | null;
  readonly history: readonly EpochFigures[];
  /** What is asked of generated rows elsewhere, and not of those in the report; '' for nothing. */
  readonly wishes: string;
}

/** Names and values, in order. */
export type Facts = readonly (readonly [name: string, value: string])[];

export function modelFacts({ model, history }: ReportContext): Facts {
  const used = epochInUse(history, model.bestEpoch);
  const of = used && `of epoch ${integer(used.epoch)}, nats per row`;
  return [
    ['Epochs', integer(model.epochsDone)],
    ...(model.bestEpoch === null ? [] : [['Best epoch, whose weights are used', integer(model.bestEpoch)] as const]), // prettier-ignore
    ['Parameters', integer(model.parameters)],
    ...(used ? [[`Training loss ${of}`, number(used.loss)] as const] : []),
    ...(used?.validation ? [[`Held-out loss ${of}`, number(used.validation.loss)] as const] : []),
  ];
}

/** That the report is on rows as the model draws them; null if nothing else is asked of rows. */
export function wishesSentence({ wishes }: Pick<ReportContext, 'wishes'>): string | null {
  if (wishes === '') return null;
  return (
    'The generated rows of this report are as the model draws them: what is asked for under ' +
    `“Generated rows” (${wishes}) does not apply here.`
  );
}

/** The settings as the form names them. */
export function settingsFacts(settings: Settings, model: ModelSummary): Facts {
  const { learningRate, batchSize, patience, maxGradientNorm, sampleRows } = settings;
  const { betaSchedule = 'constant', learningRateSchedule = 'constant' } = settings;
  const orAutomatic = (value: number | null) => (value === null ? 'automatic' : String(value));
  const facts: [string, string | null][] = [
    ['Latent size', String(settings.latentDim)],
    ['Hidden layers', settings.hiddenDims.join(', ') || 'none'],
    ['Activation', settings.activation],
    ['Decoder', model.decoder],
    ['Condition on', settings.conditions.length > 0 ? settings.conditions.join(', ') : null],
    ['Target column', settings.target],
    ['Beta', String(settings.beta)],
    ['Beta schedule', betaSchedule === 'constant' ? null : `${betaSchedule}, ${count(settings.betaEpochs ?? BETA_EPOCHS, 'epoch')}`], // prettier-ignore
    ['Learning rate', orAutomatic(learningRate)],
    ['Rate schedule', learningRateSchedule === 'constant' ? null : learningRateSchedule],
    ['Free bits', settings.freeBits ? String(settings.freeBits) : null],
    ['Weight decay', settings.weightDecay ? String(settings.weightDecay) : null],
    ['Gradient limit', maxGradientNorm ? String(maxGradientNorm) : null],
    ['Batch size', orAutomatic(batchSize)],
    ['Epochs', integer(settings.epochs)],
    ['Held-out share', String(settings.validation)],
    ['Patience', orAutomatic(patience)],
    ['Random sample', sampleRows ? count(sampleRows, 'row') : null],
    ['Seed', String(settings.seed)],
    ['Deterministic', settings.deterministic ? 'yes' : 'no'],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}
