import type { PairComparison, RuleComparison } from 'vae1';
import type { PairMatrix } from '../../contract/index.js';
import { count, percent } from '../ui/format.js';
import { MarkText } from './report-figures.js';
import { scoreText, similarityMark } from './report-marks.js';

/** The least similar pairs of columns. */
export function PairTable({ pairs }: { pairs: readonly PairComparison[] }) {
  return (
    <div class="scroll" role="region" aria-label="Least similar pairs" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Columns</th>
            <th scope="col" class="number">
              Similarity
            </th>
            <th scope="col">Mark</th>
            <th scope="col" class="number">
              Real association
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ columns, score, association }) => (
            <tr key={columns.join('\n')}>
              <th scope="row">{columns.join(' × ')}</th>
              <td class="number">{scoreText(score)}</td>
              <td>
                <MarkText mark={similarityMark(score)} />
              </td>
              <td class="number">{association === null ? '–' : association.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const CELL = 14;
/** Longest name that is shown whole, and the width of a letter. */
const MOST_LETTERS = 30;
const LETTER = 6.5;
/** A pair that is this far from identical gets the full colour. */
const DARKEST = 0.3;

/** The similarity of each two columns; the darker a cell, the less similar the pair. */
export function PairMatrixPicture({ matrix: { columns, scores } }: { matrix: PairMatrix }) {
  const n = columns.length;
  if (n < 3) return null;
  const letters = Math.min(MOST_LETTERS, Math.max(...columns.map((name) => name.length)));
  // Names stand left of the rows and, upright, above the columns.
  const names = letters * LETTER + 8;
  const worst = scores.reduce((least, score) => (score < least ? score : least), 1);
  return (
    <figure class="report-matrix">
      <div class="scroll" role="region" aria-label="Matrix of pairs" tabIndex={0}>
        <svg
          role="img"
          aria-label={`Similarity of each two of ${n} columns; the least is ${scoreText(worst)}. The table has the least similar pairs.`}
          viewBox={`0 0 ${names + n * CELL} ${names + n * CELL}`}
          width={names + n * CELL}
          height={names + n * CELL}
        >
          {columns.map((name, column) => (
            <text
              key={name}
              class="report-matrix-column"
              transform={`translate(${names + (column + 0.5) * CELL} ${names - 5}) rotate(-90)`}
            >
              {shortened(name)}
            </text>
          ))}
          {columns.map((name, row) => (
            <g key={name} transform={`translate(0 ${names + row * CELL})`}>
              <text x={names - 5} y={CELL / 2}>
                {shortened(name)}
              </text>
              {columns.map((other, column) => {
                const score = scores[row * n + column]!;
                if (Number.isNaN(score)) return null;
                return (
                  <rect
                    key={other}
                    x={names + column * CELL + 0.5}
                    y={0.5}
                    width={CELL - 1}
                    height={CELL - 1}
                    style={`fill-opacity: ${Math.min(1, (1 - score) / DARKEST).toFixed(2)}`}
                  >
                    <title>{`${name} × ${other}: ${scoreText(score)}`}</title>
                  </rect>
                );
              })}
            </g>
          ))}
        </svg>
      </div>
      <figcaption>
        Each row and each column is a column of the table, in its order. The darker, the less
        similar the pair.
      </figcaption>
    </figure>
  );
}

function shortened(name: string): string {
  return name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
}

/** The rules that all real rows keep, broken ones first. */
export function RuleTable({ rules }: { rules: readonly RuleComparison[] }) {
  return (
    <div class="scroll" role="region" aria-label="Rules between columns" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Generated rows that break it</th>
            <th scope="col">Mark</th>
          </tr>
        </thead>
        <tbody>
          {rules
            .toSorted((a, b) => b.broken - a.broken)
            .map(({ type, columns, broken, share }) => (
              <tr key={`${type} ${columns.join('\n')}`}>
                <th scope="row">{ruleText(type, columns)}</th>
                <td>{broken === 0 ? 'none' : `${count(broken, 'row')}, ${percent(share)}`}</td>
                <td>
                  <MarkText mark={broken === 0 ? 'good' : share < 0.01 ? 'fair' : 'poor'} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** A rule in words: 'total = a + b'. */
export function ruleText(type: RuleComparison['type'], columns: readonly string[]): string {
  const [first, ...rest] = columns;
  switch (type) {
    case 'dependency':
      return `${rest.join(', ')} follows from ${first}`;
    case 'oneHot':
      return `exactly one of ${columns.join(', ')} is true`;
    case 'sum':
      return `${first} = ${rest.join(' + ')}`;
    case 'order':
      return `${first} ≤ ${rest.join()}`;
  }
}
