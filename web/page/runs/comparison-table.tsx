import type { KeptRun, RunCurves } from '../../contract/index.js';
import { count } from '../ui/format.js';
import { type ComparisonRow, resultRows, settingRows } from './comparison-rows.js';

interface ComparisonTableProps {
  runs: readonly KeptRun[];
  letters: readonly string[];
  curves: readonly RunCurves[];
}

/** The results and the settings of the runs, side by side. */
export function ComparisonTable({ runs, letters, curves }: ComparisonTableProps) {
  const settings = settingRows(runs);
  const differing = settings.filter(({ differs }) => differs).length;
  const isTable = runs[0]!.summary.kind === 'table';
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Results and settings">
      <table>
        <thead>
          <tr>
            <td />
            {letters.map((letter) => (
              <th key={letter} scope="col">
                {letter}
              </th>
            ))}
          </tr>
        </thead>
        <Part title="Results" across={runs.length} rows={resultRows(runs, curves)} />
        <Part
          title={
            differing === 0 ? 'Settings, all equal' : `Settings, ${count(differing, 'difference')}`
          }
          across={runs.length}
          rows={settings}
        />
      </table>
      {isTable && runs.some(({ measured }) => measured === null) && (
        <p class="hint">
          “–” means not measured. Open the run and its Distributions or Report tab to measure how
          similar its rows are to the real ones.
        </p>
      )}
    </div>
  );
}

interface PartProps {
  title: string;
  /** How many runs there are. */
  across: number;
  rows: readonly ComparisonRow[];
}

function Part({ title, across, rows }: PartProps) {
  return (
    <tbody>
      <tr class="part">
        <th scope="rowgroup" colSpan={across + 1}>
          {title}
        </th>
      </tr>
      {rows.map(({ name, values, differs }) => (
        <tr key={name} class={differs ? 'differs' : ''}>
          <th scope="row">
            {differs && (
              <>
                <span aria-hidden="true">≠ </span>
                <span class="visually-hidden">Differs: </span>
              </>
            )}
            {name}
          </th>
          {values.map((value, index) => (
            <td key={index}>{value}</td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
