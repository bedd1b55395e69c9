import { TableVAE, VAE } from 'vae1';
import { webModule } from '../../web-module.mjs';

const { Session } = await webModule('studio/session/session.ts');
const { tableOf, imageSize } = await webModule('studio/session/dataset.ts');
const { modelOptions, tableOptions, trainingOptions } = await webModule(
  'studio/run/library-options.ts',
);
const { ExportService } = await webModule('studio/export/export-service.ts');

export const settings = {
  latentDim: 3,
  learningRate: 0.002,
  batchSize: 32,
  epochs: 4,
  hiddenDims: [16],
  activation: 'gelu',
  beta: 0.5,
  validation: 0.2,
  patience: 3,
  seed: 20,
  deterministic: true,
  threads: 1,
  conditions: [],
  target: null,
};

/** A session with these data, and its export service. */
export function openSession(data) {
  const session = new Session();
  session.openData(data, null);
  return { session, service: new ExportService(session) };
}

/** The same, with a model trained on the data. `decoder`: of a table. */
export async function trainedSession(data, { leftOut = [], decoder, ...other } = {}) {
  const opened = openSession(data);
  const { session } = opened;
  const chosen = { ...settings, ...other };
  const table = data.kind === 'table';
  const options = modelOptions(chosen, table ? null : data.shape);
  const vae = table
    ? new TableVAE({ ...options, ...tableOptions(chosen), decoder })
    : new VAE(options);
  session.model = table ? { kind: 'table', vae } : { kind: 'images', vae, shape: data.shape };
  session.settings = chosen;
  session.leftOut = leftOut;
  await vae.train(table ? tableOf(data, leftOut) : data.pixels, {
    ...(table ? {} : { features: imageSize(data.shape) }),
    ...trainingOptions(data.kind, chosen),
  });
  session.history = vae.history.map((record) => ({
    ...record,
    validation: record.validation ?? null,
  }));
  return opened;
}

export const ignore = () => {};

/** The text of an exported file. */
export async function textOf(service, wanted) {
  const { name, blob } = await service.file(wanted, ignore);
  return { name, text: await blob.text() };
}
