import { count, duration, integer, number } from '../ui/format.js';
import type { RunNews } from '../../contract/index.js';
import { data } from '../state/data.js';
import { history, model, news, running, sheets } from '../state/run.js';
import { Bar } from '../ui/bar.js';
import { Card } from '../ui/card.js';
import { Failure } from '../ui/failure.js';
import { lazy } from '../ui/lazy.js';
import { EpochTable } from './epoch-table.js';
import { Figures } from './figures.js';
import { form, formFaults } from './form.js';
import { KeptLine } from './kept-line.js';
import { LossChart } from './loss-chart.js';
import { LatentUse } from './latent-use.js';
import { hasEpochsLeft, RunButtons } from './run-buttons.js';
import { keepsRuns, pausedSentence, runFailure } from './run-control.js';
import { TimeEstimate } from './time-estimate.js';
import { WhyStopped } from './why-stopped.js';
import './training.css';

const SampleSheets = lazy(async () => (await import('./sample-sheets.js')).SampleSheets);

export function TrainingCard() {
  const shape = data.value?.kind === 'images' ? data.value.shape : null;
  const hasRun = running.value || history.value.length > 0 || model.value !== null;
  return (
    <Card title="Training" aside={<RunButtons />}>
      <Status />
      {!hasRun && <TimeEstimate />}
      <Failure message={runFailure.value} />
      {runFailure.value && model.value && (
        <p class="hint">The model is still open. Start over to train with other settings.</p>
      )}
      {hasRun && (
        <>
          {!running.value && <WhyStopped />}
          <Figures />
          {shape && (running.value || sheets.value.length > 0) && <SampleSheets shape={shape} />}
          <LossChart />
          <LatentUse />
          <EpochTable />
          <KeptLine />
        </>
      )}
    </Card>
  );
}

function Status() {
  const current = news.value;
  const { said, aside, fraction } = running.value ? underWay(current!) : atRest();
  return (
    <>
      <p class="run-status">
        {said} <span>{aside}</span>
      </p>
      <Bar label="Training" fraction={fraction} />
    </>
  );
}

interface Standing {
  readonly said: string;
  readonly aside: string;
  readonly fraction: number;
}

function underWay({ phase, epochsDone, epochs, batch, batches, ...current }: RunNews): Standing {
  const fraction = (epochsDone + (batch ?? 0) / (batches ?? 1)) / epochs;
  const place = `${integer(Math.min(epochs, epochsDone + 1))} of ${integer(epochs)}`;
  switch (phase) {
    case 'paused':
      return {
        said: pausedSentence({ epochsDone, epochs, batch, batches }),
        aside: batch === null ? '' : `Loss of this batch: ${number(current.batchLoss!)}`,
        fraction,
      };
    case 'pausing':
      return { said: `Epoch ${place}`, aside: 'Pausing after this epoch', fraction };
    case 'stopping':
      return { said: `Epoch ${place}`, aside: 'Stopping', fraction };
    case 'training':
    case 'ended':
  }
  if (current.losses === null) return { said: 'Preparing the rows', aside: '', fraction };
  const left = current.secondsLeft === null ? '' : `${duration(current.secondsLeft)} left`;
  return { said: `Epoch ${place}`, aside: left, fraction };
}

function atRest(): Standing {
  const done = model.value?.epochsDone ?? 0;
  const epochs = form.value?.epochs ?? 1;
  const fraction = Math.min(1, done / epochs);
  if (!model.value)
    return {
      said: formFaults.first ?? 'Ready to train.',
      aside: keepsRuns.value ? 'The run is kept in this browser.' : '',
      fraction,
    };
  return {
    said:
      done > epochs
        ? `${count(done, 'epoch')} done, more than the ${integer(epochs)} asked for`
        : `${integer(done)} of ${integer(epochs)} epochs done`,
    aside: hasEpochsLeft() ? '' : 'Raise the number of epochs to continue.',
    fraction,
  };
}
