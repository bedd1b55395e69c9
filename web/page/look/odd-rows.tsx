import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ImageShape, OddRow, TableRows } from '../../contract/index.js';
import { count, integer } from '../ui/format.js';
import { data } from '../state/data.js';
import { model, weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { Bar } from '../ui/bar.js';
import { Failure } from '../ui/failure.js';
import { ImageSheet } from '../ui/image-sheet.js';
import { CellsTable } from './cells-table.js';
import { type Ranking, ranking, rankingFailure, rankingProgress, rankRows } from './odd-ranking.js';
import { ScoreHistogram } from './score-histogram.js';
import './tables.css';

/** Rows shown at first. */
const FIRST = 20;

/** The rows that the model finds least probable, and why. */
export function OddRows() {
  const all = useSignal(false);
  const rank = useRef<HTMLButtonElement>(null);
  if (!data.value) return <p>Open the model’s training data to rank their rows.</p>;
  const found = ranking.value;
  const progress = rankingProgress.value;
  return (
    <div class="odd">
      <p class="said">
        A row’s score is −log p(row), in nats: the higher the score, the odder the row. A row can be
        odd because an entry is wrong, because it is rare, or because the model has not learned rows
        like it yet.
      </p>
      <div class="row">
        <button
          type="button"
          class={found ? '' : 'primary'}
          ref={rank}
          aria-disabled={progress !== null}
          onClick={() => void (progress === null && rankRows())}
        >
          {found ? 'Rank again' : 'Rank rows'}
        </button>
        {progress && (
          <>
            <div class="odd-progress">
              <Bar label="Scoring rows" fraction={progress.fraction} />
            </div>
            <button
              type="button"
              onClick={() => {
                // This button disappears; keep the focus.
                rank.current?.focus({ preventScroll: true });
                void studio.look.cancel();
              }}
            >
              Cancel
            </button>
          </>
        )}
      </div>
      <Failure message={rankingFailure.value} />
      {found && (
        <>
          {found.weights !== weights.value && (
            <p class="note">The model has trained further since these rows were ranked.</p>
          )}
          <ScoreHistogram ranking={found} rows={data.value.rows} />
          <Oddest ranking={found} shown={all.value ? found.rows.length : FIRST} />
          {found.rows.length > FIRST && (
            <button type="button" onClick={() => (all.value = !all.value)}>
              {all.value ? `Show the first ${FIRST}` : `Show all ${integer(found.rows.length)}`}
            </button>
          )}
        </>
      )}
    </div>
  );
}

function Oddest({ ranking, shown }: { ranking: Ranking; shown: number }) {
  const rows = ranking.rows.slice(0, shown);
  const { content } = ranking;
  if (content.kind === 'table') return <OddCells rows={rows} table={content.table} />;
  const { shape } = model.value ?? {};
  return shape ? <OddImages rows={rows} pixels={content.pixels} shape={shape} /> : null;
}

function OddCells({ rows, table }: { rows: readonly OddRow[]; table: TableRows }) {
  return (
    <>
      <p class="hint said">
        “Why” lists the columns that make the row odd, each with how many nats its cell scores above
        the column’s mean. These cells are highlighted.
      </p>
      <CellsTable
        label={`The ${count(rows.length, 'oddest row', 'oddest rows')}`}
        table={{ columns: table.columns, rows: table.rows.slice(0, rows.length) }}
        lead={{
          titles: ['Rank', 'Row', 'Score', 'Why'],
          cells: (index) => <Lead rank={index + 1} odd={rows[index]!} />,
        }}
        remark={(index, name) => {
          const reason = rows[index]!.reasons.find(({ column }) => column === name);
          return reason ? above(reason.nats) : null;
        }}
      />
    </>
  );
}

function Lead({ rank, odd }: { rank: number; odd: OddRow }) {
  return (
    <>
      <td class="number">{rank}</td>
      <td class="number">{integer(odd.row + 1)}</td>
      <td class="number">{odd.score.toFixed(1)}</td>
      <td class="why">
        {odd.reasons.map(({ column, nats }) => `${column} ${above(nats)}`).join(', ') ||
          'the combination of cells'}
      </td>
    </>
  );
}

function above(nats: number): string {
  return `+${nats.toFixed(1)}`;
}

interface OddImagesProps {
  rows: readonly OddRow[];
  pixels: Uint8Array;
  shape: ImageShape;
}

function OddImages({ rows, pixels, shape }: OddImagesProps) {
  const size = shape.width * shape.height * shape.channels;
  return (
    <ol class="odd-images">
      {rows.map(({ row, score }, index) => (
        <li key={row}>
          <ImageSheet
            label={`Row ${integer(row + 1)}`}
            shape={shape}
            pixels={pixels.subarray(index * size, (index + 1) * size)}
            across={1}
            down={1}
          />
          <span>
            {index + 1}. {score.toFixed(Math.abs(score) < 100 ? 1 : 0)} nats
          </span>
        </li>
      ))}
    </ol>
  );
}
