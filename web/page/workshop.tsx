// What the page shows once data or a model are open. The page loads this then.
import { data } from './state/data.js';
import { model } from './state/run.js';
import { ExportCard } from './export/export-card.js';
import { LookCard } from './look/look-card.js';
import { TrainingCard } from './training/training-card.js';

export { SettingsCard } from './training/settings-card.js';

/** The training, and what the model can show and give. */
export function Results() {
  return (
    <>
      {data.value && <TrainingCard />}
      {model.value && <LookCard />}
      {model.value && <ExportCard />}
    </>
  );
}
