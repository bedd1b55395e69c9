import { useSignal } from '@preact/signals';
import type { RowFormat } from '../../contract/index.js';
import { count, integer } from '../ui/format.js';
import { Bar } from '../ui/bar.js';
import { Failure } from '../ui/failure.js';
import { NumberField } from '../ui/number-field.js';
import { FormatField } from '../saving/format-field.js';
import { useFile } from '../saving/use-file.js';
import { CellsTable } from './cells-table.js';
import { type Filled, showDraw } from './filled-table.js';

/** The first rows that had gaps, and the whole table as a file. */
export function FilledRows({ filled }: { filled: Filled }) {
  const { draw, places, wanted } = filled;
  const draws = wanted.draws ?? 1;
  return (
    <>
      {draws > 1 && (
        <div class="short-field">
          <NumberField
            label={`Draw, of ${draws}`}
            value={draw + 1}
            minimum={1}
            maximum={draws}
            onValue={(number) => void showDraw(number - 1)}
          />
        </div>
      )}
      <p class="hint said">
        The first {count(places.length, 'row')} that had gaps. Filled cells are highlighted and say
        “filled”. {count(filled.cells, 'cell')} of the table were filled
        {draws > 1 ? ' in each draw.' : '.'}
      </p>
      <CellsTable
        label="Rows with filled gaps"
        table={filled}
        lead={{
          titles: ['Row'],
          cells: (index) => <td class="number">{integer(places[index]! + 1)}</td>,
        }}
        remark={(index, name) => (filled.filled[index]!.includes(name) ? 'filled' : null)}
      />
      <FilledFile draws={wanted.draws} />
    </>
  );
}

function FilledFile({ draws }: { draws: number | null }) {
  const format = useSignal<RowFormat>('csv');
  const marked = useSignal(false);
  const { download, progress, failure } = useFile();
  return (
    <section class="filled-file" aria-label="The filled table as a file">
      <div class="row">
        <FormatField format={format.value} onFormat={(chosen) => (format.value = chosen)} />
        <label class="check">
          <input
            type="checkbox"
            checked={marked.value}
            onChange={({ currentTarget }) => (marked.value = currentTarget.checked)}
          />
          <span>
            Mark filled cells
            <span class="hint">Adds a column “filled” that names them in each row.</span>
          </span>
        </label>
        <button
          type="button"
          disabled={progress !== null}
          onClick={() =>
            void download({ what: 'filled', format: format.value, marked: marked.value })
          }
        >
          {draws === null ? 'Download the filled table' : 'Download the filled tables (zip)'}
        </button>
      </div>
      <p class="hint">
        All rows and columns in their order. CSV has the separator and the decimal mark of your
        file.
      </p>
      {progress && <Bar label={progress.what} fraction={progress.fraction} />}
      <Failure message={failure} />
    </section>
  );
}
