import type { Mark, ReportFigure } from './report-marks.js';

const MARKS = {
  good: ['✓', 'Good'],
  fair: ['!', 'Fair'],
  poor: ['✗', 'Poor'],
} as const;

/** A mark in a sign and a word, so that it is clear without colour. */
export function MarkText({ mark }: { mark: Mark | null }) {
  if (mark === null) return <span class="mark">–</span>;
  const [sign, word] = MARKS[mark];
  return (
    <span class={`mark ${mark}`}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  );
}

/** Figures with what each means. */
export function FigureTable({ figures }: { figures: readonly ReportFigure[] }) {
  return (
    <dl class="report-figures">
      {figures.map(({ name, value, unseen, mark, means }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="report-value">
            {value} {mark && <MarkText mark={mark} />}
          </dd>
          {unseen !== undefined && <dd>{unseen} among unseen real rows</dd>}
          <dd class="hint">{means}</dd>
        </div>
      ))}
    </dl>
  );
}
