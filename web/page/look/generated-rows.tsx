import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { TableRows } from '../../contract/index.js';
import { count as counted } from '../ui/format.js';
import { messageOf } from '../ui/message-of.js';
import { announce } from '../ui/announcement.js';
import { data } from '../state/data.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { FieldFaults } from '../ui/field-faults.js';
import { NumberField } from '../ui/number-field.js';
import { CellsTable } from './cells-table.js';
import { freshTable, generated, generating, wanted } from './generated-table.js';
import { isCancelled, useKeptFresh } from './keep-fresh.js';
import { evenRows } from './random-rows.js';
import './tables.css';

const MOST_ROWS = 1_000_000;
/** How many real rows are shown for comparison. */
const REAL_ROWS = 50;

/** Rows that the model generates, and real rows for comparison. */
export function GeneratedRows() {
  const form = useSignal(wanted.value);
  const faults = useMemo(() => new FieldFaults(), []);
  const real = useSignal<TableRows | null>(null);
  const failure = useSignal<string | null>(null);
  const notFresh = useKeptFresh(freshTable);

  const generate = async () => {
    if (faults.first !== null) return;
    wanted.value = form.value;
    real.value = null;
    try {
      await freshTable();
      failure.value = null;
      announce(`${counted(wanted.value.count, 'row')} generated.`);
    } catch (error) {
      if (!isCancelled(error)) failure.value = messageOf(error);
    }
  };

  const toggleReal = async () => {
    if (real.value) {
      real.value = null;
      return;
    }
    try {
      const decoded = await studio.look.rows(evenRows(data.value?.rows ?? 0, REAL_ROWS));
      if (decoded.kind === 'table') real.value = inOrder(decoded.table, generated.value);
    } catch (error) {
      failure.value = messageOf(error);
    }
  };

  const shown = real.value ?? generated.value;
  return (
    <div class="generated">
      <div class="row">
        <div class="short-field">
          <NumberField
            label="Rows"
            value={form.value.count}
            minimum={1}
            maximum={MOST_ROWS}
            faults={faults}
            onValue={(count) => (form.value = { ...form.value, count })}
          />
        </div>
        <div class="short-field">
          <NumberField
            label="Seed"
            value={form.value.seed}
            minimum={0}
            maximum={2 ** 31 - 1}
            faults={faults}
            onValue={(seed) => (form.value = { ...form.value, seed })}
          />
        </div>
        <button
          type="button"
          class="primary"
          disabled={generating.value || faults.first !== null}
          onClick={generate}
        >
          Generate
        </button>
        {data.value && (
          <button type="button" aria-pressed={real.value !== null} onClick={toggleReal}>
            Real rows
          </button>
        )}
      </div>
      <Failure message={failure.value ?? notFresh.value} />
      {shown && (
        <>
          <p class="hint said">
            {real.value
              ? `${counted(shown.rows.length, 'real row')}, spread evenly over the table.`
              : `The first of ${counted(wanted.value.count, 'generated row')}, drawn from the ` +
                `prior with seed ${wanted.value.seed}.`}
          </p>
          <CellsTable label={real.value ? 'Real rows' : 'Generated rows'} table={shown} />
        </>
      )}
    </div>
  );
}

/** The columns of the generated table, in its order. */
function inOrder({ columns, rows }: TableRows, like: TableRows | null): TableRows {
  const names = like ? like.columns.filter((name) => columns.includes(name)) : columns;
  const places = names.map((name) => columns.indexOf(name));
  return { columns: names, rows: rows.map((row) => places.map((place) => row[place]!)) };
}
