import { integer } from '../ui/format.js';
import { model, running, settings } from '../state/run.js';
import { Card } from '../ui/card.js';
import { NumberField } from '../ui/number-field.js';
import { change, fillings, form, formFaults as faults, isFixed } from './form.js';
import { ColumnSettings } from './column-settings.js';
import { MoreSettings } from './more-settings.js';
import { SETTING_LIMITS } from '../settings/setting-limits.js';
import './training.css';

export function SettingsCard() {
  const values = form.value;
  if (!values) return null;
  const fixed = isFixed.value || running.value;
  const fromFile = model.value !== null && settings.value === null;
  return (
    <Card key={fillings.value} title="Settings">
      {fixed && <p class="hint settings-note">{fixedSentence(fromFile)}</p>}
      <div class="field-pair">
        {!fromFile && (
          <>
            <NumberField
              label="Latent size"
              hint="Dimensions of the latent space."
              value={values.latentDim}
              {...SETTING_LIMITS.latentDim}
              disabled={fixed}
              faults={faults}
              onValue={(latentDim) => change({ latentDim })}
            />
            <NumberField
              label="Learning rate"
              hint="Adam’s step size."
              value={values.learningRate}
              {...SETTING_LIMITS.learningRate}
              disabled={fixed}
              faults={faults}
              onValue={(learningRate) => change({ learningRate })}
            />
            <NumberField
              label="Batch size"
              hint="Rows per step."
              value={values.batchSize}
              {...SETTING_LIMITS.batchSize}
              disabled={fixed}
              faults={faults}
              onValue={(batchSize) => change({ batchSize })}
            />
          </>
        )}
        <NumberField
          label="Epochs"
          hint={epochsHint()}
          value={values.epochs}
          {...SETTING_LIMITS.epochs}
          disabled={running.value}
          faults={faults}
          onValue={(epochs) => change({ epochs })}
        />
      </div>
      {!fromFile && <ColumnSettings values={values} fixed={fixed} />}
      <MoreSettings values={values} fixed={fixed} fromFile={fromFile} />
    </Card>
  );
}

function fixedSentence(fromFile: boolean): string {
  const kept = fromFile
    ? 'The model keeps the settings from its file'
    : 'The model keeps its settings';
  // The same text during training, so that the fields below do not move when it ends.
  return `${kept}. While stopped you can raise epochs and patience. Start over to change anything else.`;
}

function epochsHint(): string {
  const done = model.value && !running.value ? model.value.epochsDone : 0;
  return done > 0 ? `Passes over the rows; ${integer(done)} done.` : 'Passes over the rows.';
}
