import type { ColumnSummary } from '../../contract/index.js';
import { COLUMN_TYPES } from '../ui/column-types.js';
import { canReadAgain, chosen, readAgain } from './open-data.js';
import { Option } from './option.js';

type Type = NonNullable<ColumnSummary['type']>;

const CHOICES = ['continuous', 'integer', 'date', 'categorical', 'boolean', 'identifier'] as const;

/** What a column holds, and a choice of what else it is. */
export function ColumnTypeChoice({ column, fixed }: { column: ColumnSummary; fixed: boolean }) {
  const { name, type } = column;
  const found = type ? COLUMN_TYPES[type] : 'not usable';
  if (fixed || !canReadAgain.value) return <span class="column-type">{found}</span>;
  const types = chosen.value.types ?? {};
  const own = Object.hasOwn(types, name) ? types[name] : undefined;
  return (
    <Option name={`types ${name}`}>
      <select
        class="column-type"
        aria-label={`Type of ${name}`}
        value={own ?? ''}
        onChange={({ currentTarget }) => choose(name, currentTarget.value as Type | '')}
      >
        <option value="">{own ? 'as found' : found}</option>
        {CHOICES.filter((choice) => own !== undefined || choice !== type).map((choice) => (
          <option key={choice} value={choice}>
            {COLUMN_TYPES[choice]}
          </option>
        ))}
      </select>
    </Option>
  );
}

function choose(name: string, type: Type | ''): void {
  const { [name]: _, ...others } = chosen.value.types ?? {};
  const types = type === '' ? others : { ...others, [name]: type };
  void readAgain({ types: Object.keys(types).length > 0 ? types : undefined }, `types ${name}`);
}
