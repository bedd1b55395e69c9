import { count } from '../ui/format.js';
import { data } from '../state/data.js';
import { model } from '../state/run.js';
import { Card } from '../ui/card.js';
import { CurvesItems } from './curves-items.js';
import { FileItem } from './file-item.js';
import { GeneratedItem, SheetItem } from './generated-item.js';
import { LoadModel } from './load-model.js';
import { ModelItems } from './model-items.js';
import { Snippet } from './snippet.js';
import './export.css';

/** Everything that can be exported from the model and its data, and loading a model file. */
export function ExportCard() {
  const current = model.value;
  if (!current) return null;
  const rows = current.data ? (data.value?.rows ?? 0) : 0;
  const odd = current.kind === 'images' ? 'Odd images' : 'Odd rows';
  return (
    <Card title="Export" class="export">
      <ul class="export-list">
        {current.kind === 'images' && <SheetItem model={current} />}
        <GeneratedItem key={current.kind} model={current} />
        {rows > 0 && !current.ownMap && (
          <FileItem
            title="Latent codes"
            about="CSV with each row’s place on the latent map: two means and two log-variances. Open the map first."
            action="Download latent codes (CSV)"
            wanted={{ what: 'latents' }}
          />
        )}
        {rows > 0 && current.ownMap && (
          <FileItem
            title="Latent codes"
            about={`CSV with the posterior of each row: ${count(current.latentDim, 'mean')} and as many log-variances`}
            action="Download latent codes (CSV)"
            wanted={{ what: 'latents' }}
          />
        )}
        {rows > 0 && (
          <FileItem
            title={odd}
            about="CSV of the ranked rows and their scores, oddest first. Rank the rows first."
            action={`Download ${odd.toLowerCase()} (CSV)`}
            wanted={{ what: 'odd' }}
          />
        )}
        <CurvesItems />
        <ModelItems model={current} />
        {rows > 0 && (
          <FileItem
            title="Data as read"
            about={
              current.kind === 'table'
                ? 'JSON lines with the columns of the model, as the page has read them'
                : 'IDX with the images as the page has read and scaled them'
            }
            action="Download data as read"
            wanted={{ what: 'data' }}
          />
        )}
      </ul>
      <Snippet />
      <div class="export-load">
        <LoadModel />
      </div>
    </Card>
  );
}
