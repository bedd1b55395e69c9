import { effect } from '@preact/signals';
import icon from '../icon.svg';
import { AddressNotes } from './address/address-notes.js';
import { CopyLink } from './address/copy-link.js';
import { announcement } from './ui/announcement.js';
import { lazy } from './ui/lazy.js';
import { data, reading } from './state/data.js';
import { model, running } from './state/run.js';
import { startStudio } from './state/studio.js';
import { LessonPlace } from './lessons/lesson-place.js';
import { LessonTiles } from './lessons/lesson-tiles.js';
import { LoadingStatus } from './loading/loading-status.js';
import { DataCard, OpenData } from './data/data-card.js';
import { choosing } from './data/open-data.js';
import { KeptRuns } from './runs/kept-runs.js';
import { Privacy } from './privacy.js';

const SettingsCard = lazy(async () => (await import('./workshop.js')).SettingsCard);
const Results = lazy(async () => (await import('./workshop.js')).Results);

/** Loads what opened data need, ahead of them: while a file is chosen, dragged or read. */
function loadAhead(): void {
  startStudio();
  void Promise.all([OpenData.load(), SettingsCard.load(), Results.load()]);
}

effect(() => {
  if (reading.value) loadAhead();
});

/** The page's layout: before data, before a model, in a run and after it. */
function stage(): string {
  if (running.value) return 'workshop busy';
  if (model.value) return 'workshop';
  return data.value ? 'workshop preparing' : 'welcome';
}

export function App() {
  const isOpen = data.value !== null || model.value !== null;
  return (
    <>
      <header class="page-head">
        <h1>
          <img src={icon} alt="" width="32" height="32" /> VAE1
        </h1>
        <p>
          Drop a table or images and watch a variational autoencoder learn from them. Then export
          new rows or images, a map and the model. Everything happens in this page.
        </p>
        <LoadingStatus />
      </header>
      <AddressNotes />
      <main class={stage()} onClick={loadAhead} onDragEnter={loadAhead}>
        <div class="column-start">
          {!isOpen && <KeptRuns />}
          <DataCard />
          {(!isOpen || (choosing.value && !running.value)) && <LessonTiles />}
          {data.value && <SettingsCard />}
          {data.value && <CopyLink />}
          {isOpen && <KeptRuns />}
        </div>
        {isOpen && (
          <div class="column-main">
            <Results />
          </div>
        )}
      </main>
      <LessonPlace />
      <footer>
        <Privacy />
      </footer>
      <p class="visually-hidden" role="status">
        {announcement}
      </p>
    </>
  );
}
