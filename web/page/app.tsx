import icon from '../icon.svg';
import { AddressNotes } from './address/address-notes.js';
import { CopyLink } from './address/copy-link.js';
import { announcement } from './ui/announcement.js';
import { data } from './state/data.js';
import { model } from './state/run.js';
import { LessonPlace } from './lessons/lesson-place.js';
import { LessonTiles } from './lessons/lesson-tiles.js';
import { LoadingStatus } from './loading/loading-status.js';
import { DataCard } from './data/data-card.js';
import { LookCard } from './look/look-card.js';
import { KeptRuns } from './runs/kept-runs.js';
import { SettingsCard } from './training/settings-card.js';
import { TrainingCard } from './training/training-card.js';
import { Privacy } from './privacy.js';
import { ExportCard } from './export/export-card.js';

export function App() {
  const isOpen = data.value !== null || model.value !== null;
  return (
    <>
      <header class="page-head">
        <h1>
          <img src={icon} alt="" width="32" height="32" /> VAE1
        </h1>
        <p>
          Drop a table or images and watch a variational autoencoder learn them. Then export new
          rows, a map and the model. Everything happens in this page.
        </p>
        <LoadingStatus />
      </header>
      <AddressNotes />
      <main class={isOpen ? 'workshop' : 'welcome'}>
        <div class="column-start">
          {!isOpen && <KeptRuns />}
          <DataCard />
          {!isOpen && <LessonTiles />}
          {data.value && <SettingsCard />}
          {data.value && <CopyLink />}
          {isOpen && <KeptRuns />}
        </div>
        {isOpen && (
          <div class="column-main">
            {data.value && <TrainingCard />}
            {model.value && <LookCard />}
            {model.value && <ExportCard />}
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
