import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ColumnDistribution } from '../../contract/index.js';
import { count } from '../ui/format.js';
import { messageOf } from '../ui/message-of.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { ChoiceField } from '../ui/field.js';
import { valueText } from './column-chart.js';
import { type Limits, Scatter } from './scatter.js';

type Numbers = Extract<ColumnDistribution, { kind: 'numbers' }>;
type Points = { readonly real: Float64Array; readonly generated: Float64Array };

interface ColumnPairProps {
  columns: readonly Numbers[];
  /** Counts up with each new generated table. */
  version: number;
}

/**
 * Two columns as scatter plots of the real and the generated rows, side by side on the same axes.
 */
export function ColumnPair({ columns, version }: ColumnPairProps) {
  const names = columns.map(({ column }) => column);
  const across = useSignal(names[0]!);
  const up = useSignal(names[1]!);
  const points = useSignal<Points | null>(null);
  const failure = useSignal<string | null>(null);
  useEffect(() => {
    let wanted = true;
    studio.look.pair(across.value, up.value).then(
      (both) => {
        if (!wanted) return;
        points.value = both;
        failure.value = null;
      },
      (error: unknown) => {
        if (wanted) failure.value = messageOf(error);
      },
    );
    return () => (wanted = false);
  }, [across.value, up.value, version]);

  const axis = (name: string) => columns.find(({ column }) => column === name) ?? columns[0]!;
  const [a, b] = [axis(across.value), axis(up.value)];
  const limits: Limits = [...ends(a), ...ends(b)];
  const [acrossText, upText] = [valueText(a), valueText(b)];
  const choices = names.map((name) => [name, name] as const);
  return (
    <section class="column-pair" aria-label="Two columns">
      <h3>Two columns</h3>
      <div class="row">
        <div class="pair-field">
          <ChoiceField
            label="Horizontal axis"
            value={across.value}
            choices={choices}
            onValue={(name) => (across.value = name)}
          />
        </div>
        <div class="pair-field">
          <ChoiceField
            label="Vertical axis"
            value={up.value}
            choices={choices}
            onValue={(name) => (up.value = name)}
          />
        </div>
      </div>
      <Failure message={failure.value} />
      <div class="scatters">
        {(['real', 'generated'] as const).map((table) => (
          <figure key={table}>
            <Scatter
              label={scatterLabel(table, points.value, across.value, up.value)}
              points={points.value?.[table] ?? null}
              limits={limits}
              colour={table}
            />
            <div class="axis" aria-hidden="true">
              <span>{acrossText(limits[0])}</span>
              <span>{across.value}</span>
              <span>{acrossText(limits[1])}</span>
            </div>
            <figcaption>
              {table === 'real' ? 'Real' : 'Generated'}
              {points.value && `, ${count(points.value[table].length / 2, 'row')}`}
            </figcaption>
          </figure>
        ))}
      </div>
      <p class="hint">
        Vertical axis: {up.value}, from {upText(limits[2])} to {upText(limits[3])}.
      </p>
    </section>
  );
}

function scatterLabel(table: string, points: Points | null, across: string, up: string): string {
  const rows = points ? points[table as keyof Points].length / 2 : 0;
  return `${count(rows, `${table} row`)} as points: ${across} on the horizontal axis, ${up} on the vertical axis.`;
}

/** Leaves room around a column with a single value. */
function ends({ range: [least, most] }: Numbers): [number, number] {
  return least < most ? [least, most] : [least - 1, most + 1];
}
