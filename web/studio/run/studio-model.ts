import {
  type LoadOptions,
  type MadeTable,
  type TableColumns,
  TableVAE,
  type TrainOptions,
  VAE,
} from 'vae1';
import type { Settings } from '../contract.js';
import { type Dataset, imageSize, tableOf } from '../dataset.js';
import { modelOptions, trainingOptions } from '../library-options.js';
import { madeAsColumns } from '../made-as-columns.js';
import type { StudioModel } from '../session.js';

/** A model of the kind that the data take, not trained yet. */
export function newModel(data: Dataset, settings: Settings): StudioModel {
  const options = modelOptions(settings);
  return data.kind === 'images'
    ? { kind: 'images', vae: new VAE(options), shape: data.shape }
    : { kind: 'table', vae: new TableVAE<TableColumns>(options) };
}

/** The model in a file that save() made on these data. */
export async function loadModel(
  data: Dataset,
  file: Uint8Array<ArrayBuffer>,
  { deterministic, threads }: Settings,
): Promise<StudioModel> {
  const options: LoadOptions = { deterministic, threads: threads || 'auto' };
  return data.kind === 'images'
    ? { kind: 'images', vae: await VAE.load(file, options), shape: data.shape }
    : { kind: 'table', vae: madeAsColumns(await TableVAE.load<MadeTable>(file, options)) };
}

/** Whether it has had its first batch: from then on it can be looked at. */
export function hasBegun({ vae }: StudioModel): boolean {
  return vae.parameters !== undefined;
}

type Watching = Pick<TrainOptions, 'epochs' | 'onEpoch' | 'onBatch' | 'signal'>;

/** Trains for so many more epochs, holding rows out as the settings say. */
export async function trainModel(
  model: StudioModel,
  data: Dataset,
  leftOut: readonly string[],
  settings: Settings,
  watching: Watching,
): Promise<void> {
  const options = { ...trainingOptions(model.kind, settings), ...watching };
  if (model.kind === 'table' && data.kind === 'table')
    await model.vae.train(tableOf(data, leftOut), options);
  else if (model.kind === 'images' && data.kind === 'images')
    await model.vae.train(data.pixels, { ...options, features: imageSize(data.shape) });
  else {
    const has = model.kind === 'table' ? 'a table' : 'images';
    throw new Error(`The model is of ${has}, and the open data are not: start over to train anew.`);
  }
}
