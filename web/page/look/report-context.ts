import type { EpochFigures, ModelSummary, Settings } from '../../contract/index.js';
import { completeSettings, isInUse, USUAL_SETTINGS } from '../../contract/complete-settings.js';
import { isEqual, settingLabel, settingText } from '../settings/setting-texts.js';
import { integer, number } from '../ui/format.js';
import { epochInUse } from '../../contract/epoch-in-use.js';

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

/** In the order of the report. */
const SETTINGS = [
  ...(['latentDim', 'hiddenDims', 'activation', 'decoder', 'conditions', 'target'] as const),
  ...(['beta', 'betaSchedule', 'betaEpochs', 'learningRate', 'learningRateSchedule'] as const),
  ...(['warmup', 'freeBits', 'weightDecay', 'maxGradientNorm', 'batchSize', 'epochs'] as const),
  ...(['validation', 'patience', 'sampleRows', 'seed', 'deterministic'] as const),
] satisfies (keyof Settings)[];

/** The settings as the form names them, without rare ones that are as usual. */
export function settingsFacts(settings: Settings, { decoder }: ModelSummary): Facts {
  const complete = completeSettings(settings);
  const usual: Partial<Settings> = USUAL_SETTINGS;
  const isSaid = (name: keyof Settings) => {
    if (name === 'decoder') return decoder !== null;
    if (!isInUse(name, complete)) return false;
    if (name === 'betaEpochs') return true;
    return !(name in usual) || !isEqual(complete[name], usual[name]);
  };
  const valueOf = (name: keyof Settings) => (name === 'decoder' ? decoder : complete[name]);
  return SETTINGS.filter(isSaid).map((name) => [
    settingLabel(name),
    settingText(name, valueOf(name)),
  ]);
}
