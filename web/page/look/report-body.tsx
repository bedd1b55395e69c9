import type { QualityReport } from '../../contract/index.js';
import { count, integer } from '../ui/format.js';
import { COLUMN_TYPES } from '../ui/column-types.js';
import { ColumnChart } from './column-chart.js';
import { RealAndGenerated } from './real-and-generated.js';
import {
  type Facts,
  modelFacts,
  type ReportContext,
  settingsFacts,
  wishesSentence,
} from './report-context.js';
import { LossCurves } from './report-curves.js';
import { FigureTable, MarkText } from './report-figures.js';
import {
  comparedSentence,
  holdoutSentence,
  privacyFigures,
  qualityFigures,
  scoreText,
  similarityMark,
} from './report-marks.js';
import { PairMatrixPicture, PairTable, RuleTable } from './report-pairs.js';
import './compare.css';
import './report.css';

/** Rows of the table of columns; more make a file that no one reads. */
const MOST_COLUMNS = 200;

interface ReportBodyProps {
  report: QualityReport;
  context: ReportContext;
}

/** The whole report, in the page and in the file that can be downloaded. */
export function ReportBody({ report, context }: ReportBodyProps) {
  const { scores, notCompared, worstPairs, matrix, distributions } = report;
  const { rows, rules } = scores;
  const wishes = wishesSentence(context);
  return (
    <>
      <h3>Report on generated rows: {context.name}</h3>
      <p>
        Made on {dateText(context.when)}. {comparedSentence(report, context.rows)} Good, fair and
        poor are this page’s own marks for a first look; what is good enough depends on the use.
        With few rows, tables differ by chance alone.
      </p>
      {wishes !== null && <p>{wishes}</p>}

      <section>
        <h4>How alike the tables are</h4>
        <FigureTable figures={qualityFigures(report)} />
      </section>

      <section>
        <h4>Privacy</h4>
        <p>{holdoutSentence(report)}</p>
        <FigureTable figures={privacyFigures(report)} />
        <p class="hint">
          Distances are from at most {integer(rows.distances.from)} rows to the closest of at most{' '}
          {integer(rows.distances.among)}. None of these figures is a guarantee.
        </p>
      </section>

      <section>
        <h4>Columns</h4>
        <p>
          Shape: how alike the distributions are. Gaps: how alike the shares of gaps are. Coverage:
          how much of the real range or categories occurs. Adherence: how many generated cells lie
          within it. 1 is best.
        </p>
        <ColumnScores report={report} />
      </section>

      <section>
        <h4>Distributions</h4>
        <RealAndGenerated />
        {distributions.length < scores.columns.length && (
          <p>The {integer(distributions.length)} least similar columns.</p>
        )}
        <div class="column-charts">
          {distributions.map((distribution) => (
            <ColumnChart key={distribution.column} distribution={distribution} />
          ))}
        </div>
      </section>

      {worstPairs.length > 0 && (
        <section>
          <h4>Pairs of columns</h4>
          <p>
            {report.pairs > worstPairs.length
              ? `The ${integer(worstPairs.length)} least similar of ${count(report.pairs, 'pair')}.`
              : 'All pairs, least similar first.'}{' '}
            The association is Pearson’s r between numbers and Cramér’s V otherwise.
          </p>
          <PairMatrixPicture matrix={matrix} />
          <PairTable pairs={worstPairs} />
        </section>
      )}

      {rules.length > 0 && (
        <section>
          <h4>Rules between columns</h4>
          <p>Every real row keeps these.</p>
          <RuleTable rules={rules} />
        </section>
      )}

      <section>
        <h4>The model</h4>
        <LossCurves history={context.history} />
        <FactTable facts={modelFacts(context)} />
        <h5>Settings</h5>
        {context.settings ? (
          <FactTable facts={settingsFacts(context.settings, context.model)} />
        ) : (
          <p>The model came from a file, which does not say how it was trained.</p>
        )}
        {notCompared.length > 0 && (
          <p>Not compared, as left out, identifiers or constant: {notCompared.join(', ')}.</p>
        )}
        <p class="hint">
          The scores are those of compareTables() of the package vae1, by the definitions of
          SDMetrics. Pairs are compared on at most {integer(rows.pairs)} rows of each table, and
          classifiers on {integer(rows.detection)}.
        </p>
      </section>
    </>
  );
}

function ColumnScores({ report: { scores, types } }: { report: QualityReport }) {
  const columns = scores.columns
    .toSorted((a, b) => (a.shape ?? 1) - (b.shape ?? 1))
    .slice(0, MOST_COLUMNS);
  return (
    <div class="scroll" role="region" aria-label="Scores of columns" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Column, least similar first</th>
            <th scope="col">Kind</th>
            <th scope="col" class="number">
              Shape
            </th>
            <th scope="col">Mark</th>
            <th scope="col" class="number">
              Gaps
            </th>
            <th scope="col" class="number">
              Coverage
            </th>
            <th scope="col" class="number">
              Adherence
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, shape, missing, coverage, adherence }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{COLUMN_TYPES[types.get(name)!]}</td>
              <td class="number">{scoreText(shape)}</td>
              <td>
                <MarkText mark={similarityMark(shape)} />
              </td>
              <td class="number">{scoreText(missing)}</td>
              <td class="number">{scoreText(coverage)}</td>
              <td class="number">{scoreText(adherence)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FactTable({ facts }: { facts: Facts }) {
  return (
    <dl class="report-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** '30 November 2026, 09:24' */
function dateText(when: Date): string {
  return when.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
}
