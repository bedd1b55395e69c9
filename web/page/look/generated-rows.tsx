import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Progress, TableRows } from '../../contract/index.js';
import { count as counted } from '../ui/format.js';
import { messageOf } from '../ui/message-of.js';
import { announce } from '../ui/announcement.js';
import { data } from '../state/data.js';
import { studio } from '../state/studio.js';
import { Bar } from '../ui/bar.js';
import { Failure } from '../ui/failure.js';
import { FieldFaults } from '../ui/field-faults.js';
import { NumberField } from '../ui/number-field.js';
import { CellsTable } from './cells-table.js';
import {
  chosenRows,
  freshRows,
  generated,
  generating,
  MOST_ROWS,
  wanted,
} from './generated-table.js';
import { isCancelled, useKeptFresh } from './keep-fresh.js';
import { evenRows } from './random-rows.js';
import { WishFields } from './wish-fields.js';
import { textOfWishes, wishes, wishFault, wishRefusal } from './wishes.js';
import './tables.css';

/** How many real rows are shown for comparison. */
const REAL_ROWS = 50;

/** Rows that the model generates, and real rows for comparison. */
export function GeneratedRows() {
  const faults = useMemo(() => new FieldFaults(), []);
  const real = useSignal<TableRows | null>(null);
  const failure = useSignal<string | null>(null);
  const notFresh = useKeptFresh(freshRows);

  const generate = async () => {
    if (faults.first !== null || wishRefusal.value !== null) return;
    wanted.value = { ...chosenRows.value, wishes: wishes.value };
    real.value = null;
    failure.value = null;
    try {
      await freshRows();
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
  const asked = textOfWishes(wanted.value.wishes);
  return (
    <div class="generated">
      <div class="row">
        <div class="short-field">
          <NumberField
            label="Rows"
            value={chosenRows.value.count}
            minimum={1}
            maximum={MOST_ROWS}
            faults={faults}
            onValue={(count) => (chosenRows.value = { ...chosenRows.value, count })}
          />
        </div>
        <div class="short-field">
          <NumberField
            label="Seed"
            value={chosenRows.value.seed}
            minimum={0}
            maximum={Number.MAX_SAFE_INTEGER}
            faults={faults}
            onValue={(seed) => (chosenRows.value = { ...chosenRows.value, seed })}
          />
        </div>
        <button
          type="button"
          class="primary"
          disabled={
            generating.value !== null || faults.first !== null || wishRefusal.value !== null
          }
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
      <WishFields />
      {wishFault.value !== null && <p class="hint fault">{wishFault}</p>}
      {generating.value && asked && <Drawing progress={generating.value} />}
      <Failure message={failure.value ?? notFresh.value} />
      {shown && (
        <>
          <p class="hint said">
            {real.value
              ? `${counted(shown.rows.length, 'real row')}, spread evenly over the table.`
              : `The first of ${counted(wanted.value.count, 'generated row')}, drawn from the ` +
                `prior with seed ${wanted.value.seed}${asked && `: ${asked}`}.`}
          </p>
          <CellsTable
            label={real.value ? 'Real rows' : 'Generated rows'}
            table={shown}
            inView={wanted.value.wishes.balance}
          />
        </>
      )}
    </div>
  );
}

/** How many of the drawn rows match so far. */
function Drawing({ progress: { what, fraction } }: { progress: Progress }) {
  return (
    <div class="row">
      <div class="odd-progress">
        <p class="hint">{what}</p>
        <Bar label="Generating rows" fraction={fraction} />
      </div>
      <button type="button" onClick={() => void studio.look.cancel()}>
        Cancel
      </button>
    </div>
  );
}

/** The columns of the generated table, in its order. */
function inOrder({ columns, rows }: TableRows, like: TableRows | null): TableRows {
  const names = like ? like.columns.filter((name) => columns.includes(name)) : columns;
  const places = names.map((name) => columns.indexOf(name));
  return { columns: names, rows: rows.map((row) => places.map((place) => row[place]!)) };
}
