import type { Progress, Report } from '../../contract/index.js';
import { imageSize, tableOf, type Dataset } from '../session/dataset.js';
import type { Session, StudioModel } from '../session/session.js';
import { CsvFile } from './csv-file.js';
import { inChunks, range } from './in-chunks.js';

/**
 * The posteriors of all rows as CSV: row number (from 1), label of labelled images, and the mean
 * and log-variance of each latent dimension.
 */
export async function latentCodes(session: Session, report: Report<Progress>): Promise<Blob> {
  const model = session.requireModel();
  const data = session.modelData;
  if (!data) throw new Error('No data are open to encode. Open the model’s training data first.');
  const labels = data.kind === 'images' ? data.labels : null;
  const { latentDim } = model.vae;
  const dimensions = range(1, latentDim + 1);
  const file = new CsvFile([
    'row',
    ...(labels ? ['label'] : []),
    ...dimensions.map((dimension) => `mean_${dimension}`),
    ...dimensions.map((dimension) => `log_variance_${dimension}`),
  ]);
  await inChunks(data.rows, 'Encoding the rows', report, async (first, end) => {
    const { mean, logVariance } = await encode(model, data, session.leftOut, first, end);
    const rows = range(first, end).map((row) => {
      const from = (row - first) * latentDim;
      return [
        row + 1,
        ...(labels ? [labels.names[labels.codes[row]!]] : []),
        ...mean.subarray(from, from + latentDim),
        ...logVariance.subarray(from, from + latentDim),
      ];
    });
    file.add(rows);
  });
  return file.blob();
}

function encode(
  model: StudioModel,
  data: Dataset,
  leftOut: readonly string[],
  first: number,
  end: number,
) {
  if (model.kind === 'table' && data.kind === 'table')
    return model.vae.encode(tableOf(data, leftOut, range(first, end)));
  if (model.kind === 'images' && data.kind === 'images') {
    const size = imageSize(data.shape);
    return model.vae.encode(data.pixels.subarray(first * size, end * size));
  }
  throw new Error('The open data are not of the model’s kind.');
}
