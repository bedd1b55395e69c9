import { useId, useState } from 'preact/hooks';
import type { ColumnSummary } from '../../contract/index.js';
import { integer } from '../ui/format.js';
import { leftOut } from '../state/data.js';
import { model, running } from '../state/run.js';
import { aboutColumn } from './about-column.js';
import { ColumnDoubts } from './column-doubts.js';
import { ColumnTypeChoice } from './column-type.js';

/** Further columns appear on demand: a table may have thousands. */
const AT_ONCE = 100;

/** The columns of a table, each with a checkbox for whether the model uses it. */
export function ColumnList({ columns }: { columns: readonly ColumnSummary[] }) {
  const [shown, show] = useState(AT_ONCE);
  const fixed = model.value !== null || running.value;
  const used = columns.filter(({ name }) => !leftOut.value.has(name)).length;
  return (
    <fieldset class="columns">
      <legend>
        Columns used{' '}
        <span class="quiet-text">{`${integer(used)} of ${integer(columns.length)}`}</span>
      </legend>
      {fixed && <p class="hint">The model uses these columns. Start over to change them.</p>}
      <ul tabIndex={0}>
        {columns.slice(0, shown).map((column) => (
          <ColumnLine key={column.name} column={column} fixed={fixed} />
        ))}
      </ul>
      {columns.length > shown && (
        <button type="button" class="quiet" onClick={() => show(shown + AT_ONCE)}>
          Show {Math.min(AT_ONCE, columns.length - shown)} more
        </button>
      )}
    </fieldset>
  );
}

function ColumnLine({ column, fixed }: { column: ColumnSummary; fixed: boolean }) {
  const id = useId();
  const { name, type } = column;
  return (
    <li>
      <input
        id={id}
        type="checkbox"
        checked={!leftOut.value.has(name)}
        disabled={fixed || type === null}
        aria-describedby={`${id}-about`}
        onChange={({ currentTarget }) => use(name, currentTarget.checked)}
      />
      <label for={id}>{name}</label>
      <ColumnTypeChoice column={column} fixed={fixed} />
      <p class="hint" id={`${id}-about`}>
        {aboutColumn(column)}
        {column.leftOut && <span class="left-out">{column.leftOut}</span>}
      </p>
      <div class="doubts">
        <ColumnDoubts column={column} fixed={fixed} />
      </div>
    </li>
  );
}

function use(name: string, used: boolean): void {
  const names = new Set(leftOut.value);
  if (used) names.delete(name);
  else names.add(name);
  leftOut.value = names;
}
