import type { Settings } from '../../contract/index.js';
import { count } from '../ui/format.js';
import { data } from '../state/data.js';
import { NumberField } from '../ui/number-field.js';
import { change, formFaults as faults } from './form.js';

/** How many of the rows a run is given. */
export function SampleField({ values, fixed }: { values: Settings; fixed: boolean }) {
  const rows = data.value?.rows ?? 0;
  if (rows < 2) return null;
  return (
    <NumberField
      label="Random sample"
      hint={`Train on this many of the ${count(rows, 'row')}, drawn by the seed. Rare categories are always included.`}
      value={values.sampleRows ?? null}
      empty="all rows"
      minimum={1}
      maximum={rows}
      disabled={fixed}
      faults={faults}
      onValue={(sampleRows) => change({ sampleRows })}
    />
  );
}
