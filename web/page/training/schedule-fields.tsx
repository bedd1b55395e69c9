import type { Settings } from '../../contract/index.js';
import { BETA_EPOCHS } from '../../contract/schedules.js';
import { ChoiceField } from '../ui/field.js';
import { NumberField } from '../ui/number-field.js';
import { change, formFaults as faults } from './form.js';
import { BETA_SCHEDULES, RATE_SCHEDULES } from '../settings/setting-choices.js';
import { SETTING_LIMITS } from '../settings/setting-limits.js';

const AUTOMATIC_RATE = [['constant', 'Automatic'], ...RATE_SCHEDULES.slice(1)] as const;

interface ScheduleFieldsProps {
  values: Settings;
  /** Of a table, the library can choose the learning rate, and its schedule with it. */
  isTable: boolean;
  fixed: boolean;
}

/** How beta and the learning rate change over the epochs, and what else steadies a training. */
export function ScheduleFields({ values, isTable, fixed }: ScheduleFieldsProps) {
  const { betaSchedule = 'constant', learningRateSchedule = 'constant' } = values;
  const automaticRate = isTable && values.learningRate === null;
  const disabled = fixed;
  return (
    <>
      <div class="field-pair">
        <ChoiceField
          label="Beta schedule"
          hint="A rise from 0 to beta, once or in cycles, helps against collapse."
          value={betaSchedule}
          choices={BETA_SCHEDULES}
          disabled={disabled}
          onValue={(betaSchedule) => change({ betaSchedule })}
        />
        {betaSchedule !== 'constant' && (
          <NumberField
            label="Beta epochs"
            hint="Epochs until beta stays; early stopping begins after them."
            value={values.betaEpochs ?? BETA_EPOCHS}
            {...SETTING_LIMITS.betaEpochs}
            disabled={disabled}
            faults={faults}
            onValue={(betaEpochs) => change({ betaEpochs })}
          />
        )}
        <ChoiceField
          label="Rate schedule"
          hint={rateHint(learningRateSchedule, isTable, automaticRate)}
          value={learningRateSchedule}
          choices={automaticRate ? AUTOMATIC_RATE : RATE_SCHEDULES}
          disabled={disabled}
          onValue={(learningRateSchedule) => change({ learningRateSchedule })}
        />
        {learningRateSchedule === 'cosine' && (
          <NumberField
            label="Warm-up epochs"
            hint="Epochs over which the learning rate rises first."
            value={values.warmup ?? 0}
            {...SETTING_LIMITS.warmup}
            disabled={disabled}
            faults={faults}
            onValue={(warmup) => change({ warmup })}
          />
        )}
      </div>
      <div class="field-pair">
        <NumberField
          label="Free bits"
          hint="Nats that each latent dimension may use at no cost; 0 for none."
          value={values.freeBits ?? 0}
          {...SETTING_LIMITS.freeBits}
          disabled={disabled}
          faults={faults}
          onValue={(freeBits) => change({ freeBits })}
        />
        <NumberField
          label="Gradient limit"
          hint="A longer gradient is scaled down to this norm."
          value={values.maxGradientNorm ?? null}
          {...SETTING_LIMITS.maxGradientNorm}
          disabled={disabled}
          faults={faults}
          onValue={(maxGradientNorm) => change({ maxGradientNorm })}
        />
        <NumberField
          label="Weight decay"
          hint="At each step, AdamW shrinks the weights by this share times the learning rate; 0 for none."
          value={values.weightDecay ?? 0}
          {...SETTING_LIMITS.weightDecay}
          disabled={disabled}
          faults={faults}
          onValue={(weightDecay) => change({ weightDecay })}
        />
      </div>
    </>
  );
}

function rateHint(
  schedule: 'constant' | 'cosine' | 'plateau',
  isTable: boolean,
  automatic: boolean,
): string {
  switch (schedule) {
    case 'cosine':
      return 'Falls along half a cosine to a hundredth over the epochs.';
    case 'plateau':
      return 'Falls to a tenth after 10 epochs without a better loss.';
    case 'constant':
      if (automatic) return 'Falls to 0.4 of itself each time the held-out loss stops improving.';
      return isTable
        ? 'Stays as you set it. Only an automatic learning rate falls by itself.'
        : 'The learning rate stays as it is.';
  }
}
