import type { Progress, Report } from '../contract.js';
import { imageSize, tableOf, type Dataset } from '../dataset.js';
import type { Session, StudioModel } from '../session.js';
import { CsvFile } from './csv-file.js';
import { inChunks, range } from './in-chunks.js';

/**
 * The posteriors of all rows of the data as CSV: the row's number, from 1, the label of an image
 * that has one, and the mean and the log-variance of each latent dimension.
 */
export async function latentCodes(session: Session, report: Report<Progress>): Promise<Blob> {
  const model = session.needModel();
  const data = session.modelData;
  if (!data) throw new Error('Latent codes are of the rows of data, and no data are open.');
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
  throw new Error('The open data are not of the kind that the model is of.');
}
