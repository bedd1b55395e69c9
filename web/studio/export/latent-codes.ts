import type { Progress, Report } from '../../contract/index.js';
import { imagesOf, tableOf, type Dataset } from '../session/dataset.js';
import type { Session, StudioModel } from '../session/session.js';
import { mapRows } from '../look/map-rows.js';
import { CsvFile } from './csv-file.js';
import { inChunks, range } from './in-chunks.js';

/**
 * The posteriors of the rows as CSV: row number (from 1), label of labelled images, and the mean
 * and log-variance of each latent dimension. If a second model draws the map, they are its
 * posteriors, of the rows on the map.
 */
export async function latentCodes(session: Session, report: Report<Progress>): Promise<Blob> {
  const model = session.requireLatentModel();
  const data = session.modelData;
  if (!data) throw new Error('No data are open to encode. Open the model’s training data first.');
  const rows = model === session.model ? range(0, data.rows) : mapRows(data);
  const labels = data.kind === 'images' ? data.labels : null;
  const { latentDim } = model.vae;
  const dimensions = range(1, latentDim + 1);
  const file = new CsvFile([
    'row',
    ...(labels ? ['label'] : []),
    ...dimensions.map((dimension) => `mean_${dimension}`),
    ...dimensions.map((dimension) => `log_variance_${dimension}`),
  ]);
  await inChunks(rows.length, 'Encoding the rows', report, async (first, end) => {
    const chosen = Array.from(rows.slice(first, end));
    const { mean, logVariance } = await encode(model, data, session.leftOut, chosen);
    const lines = chosen.map((row, index) => {
      const from = index * latentDim;
      return [
        row + 1,
        ...(labels ? [labels.names[labels.codes[row]!]] : []),
        ...mean.subarray(from, from + latentDim),
        ...logVariance.subarray(from, from + latentDim),
      ];
    });
    file.add(lines);
  });
  return file.blob();
}

function encode(
  model: StudioModel,
  data: Dataset,
  leftOut: readonly string[],
  rows: readonly number[],
) {
  if (model.kind === 'table' && data.kind === 'table')
    return model.vae.encode(tableOf(data, leftOut, rows));
  if (model.kind === 'images' && data.kind === 'images')
    return model.vae.encode(imagesOf(data, rows));
  throw new Error('The open data are not of the model’s kind.');
}
