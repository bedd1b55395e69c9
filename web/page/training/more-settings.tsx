import type { Settings } from '../../contract/index.js';
import { completeSettings } from '../../contract/complete-settings.js';
import { data } from '../state/data.js';
import { running } from '../state/run.js';
import { ChoiceField, Field } from '../ui/field.js';
import { NumberField } from '../ui/number-field.js';
import { useTypedValue } from '../ui/use-typed-value.js';
import { randomSeed } from './default-settings.js';
import { change, formFaults as faults } from './form.js';
import { ACTIVATIONS, DECODERS, NETWORKS } from '../settings/setting-choices.js';
import { SETTING_LIMITS } from '../settings/setting-limits.js';
import { hiddenLayersText, parseHiddenLayers } from './hidden-layers.js';
import { SampleField } from './sample-field.js';
import { ScheduleFields } from './schedule-fields.js';

interface MoreSettingsProps {
  values: Settings;
  fixed: boolean;
  fromFile: boolean;
}

/** Settings that few people have to change. */
export function MoreSettings({ values, fixed, fromFile }: MoreSettingsProps) {
  return (
    <details class="more">
      <summary>More settings</summary>
      {!fromFile && <ModelFields values={values} fixed={fixed} />}
      <div class="field-pair">
        <NumberField
          label="Held-out share"
          hint="Share of the rows kept out of training; 0 for none."
          value={values.validation}
          {...SETTING_LIMITS.validation}
          disabled={fixed && (running.value || !fromFile)}
          faults={faults}
          onValue={(validation) => change({ validation })}
        />
        <NumberField
          label="Patience"
          hint="Stop after this many epochs without a better held-out loss; 0 never stops early."
          value={values.patience}
          {...SETTING_LIMITS.patience}
          disabled={running.value}
          faults={faults}
          onValue={(patience) => change({ patience })}
        />
      </div>
      {!fromFile && <SampleField values={values} fixed={fixed} />}
      {!fromFile && <EngineFields values={values} fixed={fixed} />}
    </details>
  );
}

function ModelFields({ values, fixed }: Omit<MoreSettingsProps, 'fromFile'>) {
  const isTable = data.value?.kind === 'table';
  const { network } = completeSettings(values);
  return (
    <>
      {!isTable && (
        <ChoiceField
          label="Network"
          hint="Convolutional: small kernels pass over the image. It makes better images, and takes longer."
          value={network}
          choices={NETWORKS}
          disabled={fixed}
          onValue={(network) => change({ network })}
        />
      )}
      {(isTable || network === 'fullyConnected') && (
        <HiddenLayersField values={values} fixed={fixed} />
      )}
      <div class="field-pair">
        <ChoiceField
          label="Activation"
          hint="After each hidden layer."
          value={values.activation}
          choices={ACTIVATIONS}
          disabled={fixed}
          onValue={(activation) => change({ activation })}
        />
        <NumberField
          label="Beta"
          hint="Weight of the KL divergence; 1 is the ELBO."
          value={values.beta}
          {...SETTING_LIMITS.beta}
          disabled={fixed}
          faults={faults}
          onValue={(beta) => change({ beta })}
        />
        {isTable && (
          <ChoiceField
            label="Decoder"
            hint="Autoregressive: each cell from the cells before it. Independent: from the latents alone."
            value={values.decoder ?? 'autoregressive'}
            choices={DECODERS}
            disabled={fixed}
            onValue={(decoder) => change({ decoder })}
          />
        )}
      </div>
      <ScheduleFields values={values} isTable={isTable} fixed={fixed} />
    </>
  );
}

function HiddenLayersField({ values, fixed }: Omit<MoreSettingsProps, 'fromFile'>) {
  const { text, fault, type, commit } = useTypedValue({
    label: 'Hidden layers',
    value: values.hiddenDims,
    textOf: hiddenLayersText,
    parse: parseHiddenLayers,
    faults,
    onValue: (hiddenDims) => change({ hiddenDims }),
  });
  return (
    <Field
      label="Hidden layers"
      hint="Widths of the encoder’s layers; the decoder mirrors them. Leave empty for none."
      fault={fault}
    >
      {(ids) => (
        <input
          {...ids}
          type="text"
          autocomplete="off"
          spellcheck={false}
          value={text}
          disabled={fixed}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onChange={({ currentTarget }) => commit(currentTarget.value)}
        />
      )}
    </Field>
  );
}

function EngineFields({ values, fixed }: Omit<MoreSettingsProps, 'fromFile'>) {
  return (
    <>
      <div class="field-pair">
        <NumberField
          label="Seed"
          hint="Equal seeds give equal runs."
          value={values.seed}
          {...SETTING_LIMITS.seed}
          disabled={fixed}
          faults={faults}
          onValue={(seed) => change({ seed })}
        />
        <NumberField
          label="Threads"
          hint="0: automatic."
          value={values.threads}
          {...SETTING_LIMITS.threads}
          disabled={fixed}
          faults={faults}
          onValue={(threads) => change({ threads })}
        />
      </div>
      <button
        type="button"
        class="quiet"
        disabled={fixed}
        onClick={() => change({ seed: randomSeed() })}
      >
        Draw another seed
      </button>
      <label class="check">
        <input
          type="checkbox"
          checked={values.deterministic}
          disabled={fixed}
          onChange={({ currentTarget }) => change({ deterministic: currentTarget.checked })}
        />
        <span>
          Deterministic
          <span class="hint">Identical to the last bit on every machine; a little slower.</span>
        </span>
      </label>
    </>
  );
}
