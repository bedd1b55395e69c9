import type { ImageShape, ModelSummary } from '../../contract/index.js';
import { data } from '../state/data.js';
import { model } from '../state/run.js';
import { Card } from '../ui/card.js';
import { Tabs, type Tab } from '../ui/tabs.js';
import { Associations } from './associations.js';
import { Distributions } from './distributions.js';
import { GeneratedRows } from './generated-rows.js';
import { Interpolation } from './interpolation.js';
import { LatentMapView } from './latent-map.js';
import { LatentSliders } from './latent-sliders.js';
import { OddRows } from './odd-rows.js';
import { Reconstructions } from './reconstructions.js';
import { Report } from './report.js';
import { Samples } from './samples.js';
import { SecondMapView } from './second-map.js';
import './look.css';

/** Views of what the model has learned, during training and afterwards. */
export function LookCard() {
  const made = model.value!;
  const rows = made.data ? (data.value?.rows ?? 0) : 0;
  const tabs = made.shape ? imageTabs(made, made.shape, rows) : tableTabs(made, rows);
  return (
    <Card title="What it has learned" class="look">
      <Tabs
        key={`${made.kind} ${made.latentDim} ${made.seed} ${rows}`}
        label="Views of the model"
        tabs={tabs}
      />
    </Card>
  );
}

function imageTabs({ latentDim }: ModelSummary, shape: ImageShape, rows: number): Tab[] {
  const samples = { title: 'Samples', content: () => <Samples shape={shape} /> };
  const sliders = slidersTab(latentDim, shape, rows);
  if (rows === 0) return [samples, sliders];
  return [
    { title: 'Reconstructions', content: () => <Reconstructions shape={shape} rows={rows} /> },
    samples,
    { title: 'Latent map', content: () => <LatentMapView shape={shape} /> },
    sliders,
    { title: 'Interpolation', content: () => <Interpolation shape={shape} rows={rows} /> },
    { title: 'Odd images', content: () => <OddRows /> },
  ];
}

function tableTabs({ latentDim, ownMap }: ModelSummary, rows: number): Tab[] {
  const generated = { title: 'Generated rows', content: () => <GeneratedRows /> };
  // The dimensions of a model that hardly uses them show nothing.
  const sliders = ownMap ? [slidersTab(latentDim, null, rows)] : [];
  if (rows === 0) return [generated, ...sliders];
  return [
    generated,
    { title: 'Distributions', content: () => <Distributions /> },
    { title: 'Associations', content: () => <Associations /> },
    { title: 'Report', content: () => <Report /> },
    {
      title: 'Latent map',
      content: () => (ownMap ? <LatentMapView shape={null} /> : <SecondMapView />),
    },
    ...sliders,
    { title: 'Odd rows', content: () => <OddRows /> },
  ];
}

function slidersTab(latentDim: number, shape: ImageShape | null, rows: number): Tab {
  return {
    title: 'Latent sliders',
    content: () => <LatentSliders latentDim={latentDim} shape={shape} rows={rows} />,
  };
}
