import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useRef } from 'preact/hooks';
import { fileStem } from '../../contract/file-stem.js';
import type { QualityReport } from '../../contract/index.js';
import { announce } from '../ui/announcement.js';
import { saveFile } from '../ui/save-file.js';
import { data } from '../state/data.js';
import { history, measurements, model, running, settings, weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { freshTable, wanted } from './generated-table.js';
import { useKeptFresh } from './keep-fresh.js';
import type { ReportContext } from './report-context.js';
import { textOfWishes } from './wishes.js';

interface Shown {
  readonly report: QualityReport;
  readonly context: ReportContext;
  readonly weights: number;
  readonly Body: ComponentType<{ report: QualityReport; context: ReportContext }>;
}

/** How good the generated table is, in full; prints, and can be downloaded. */
export function Report() {
  const shown = useSignal<Shown | null>(null);
  const element = useRef<HTMLElement>(null);
  const failure = useKeptFresh(async () => {
    await freshTable();
    const of = weights.value;
    // It takes seconds, so during training only the first one is made.
    if (shown.value !== null && running.value) return;
    const [{ ReportBody: Body }, report] = await Promise.all([
      import('./report-body.js'),
      studio.look.report(),
    ]);
    measurements.value++;
    const context = contextNow();
    if (context) shown.value = { report, context, weights: of, Body };
  });

  if (!data.value) return <p>Open the model’s training data to compare with them.</p>;
  if (!shown.value)
    return failure.value === null ? (
      <p class="hint">Comparing the tables…</p>
    ) : (
      <Failure message={failure.value} />
    );
  const { report, context, weights: of, Body } = shown.value;
  const download = async () => {
    const { reportFile } = await import('./report-file.js');
    const name = `${fileStem(context.name)}-report.html`;
    saveFile(name, reportFile(element.current!, `Report on generated rows: ${context.name}`));
    announce(`Saved ${name}.`);
  };
  return (
    <>
      <Failure message={failure.value} />
      <div class="row report-actions">
        <button type="button" onClick={() => void download()}>
          Download report (HTML)
        </button>
        <button type="button" onClick={() => print()}>
          Print
        </button>
        {of !== weights.value && (
          <p class="hint">With earlier weights. Made again when training stops.</p>
        )}
      </div>
      <article class="report" ref={element} aria-label="Report">
        <Body report={report} context={context} />
      </article>
    </>
  );
}

function contextNow(): ReportContext | null {
  const [open, made] = [data.value, model.value];
  if (!open || !made) return null;
  return {
    name: open.name,
    rows: open.rows,
    when: new Date(),
    model: made,
    settings: settings.value,
    history: history.value,
    wishes: textOfWishes(wanted.value.wishes),
  };
}
