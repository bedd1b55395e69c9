import { type LoadOptions, TableVAE, type TrainOptions, VAE } from 'vae1';
import type { Settings } from '../../contract/index.js';
import {
  type Dataset,
  type ImagesDataset,
  imageSize,
  imagesOf,
  overridesOf,
  tableOf,
} from '../session/dataset.js';
import { sampledRows } from '../session/training-rows.js';
import { type EndedEarly, modelOptions, tableOptions, trainingOptions } from './library-options.js';
import type { StudioModel } from '../session/session.js';

/** A new, untrained model for this kind of data. */
export function newModel(
  data: Dataset,
  settings: Settings,
  leftOut: readonly string[],
): StudioModel {
  const threads = threadsOf(settings);
  if (data.kind === 'images') {
    const { shape } = data;
    return { kind: 'images', vae: new VAE({ ...modelOptions(settings, shape), threads }), shape };
  }
  const options = {
    ...modelOptions(settings),
    ...tableOptions(settings, overridesOf(data, leftOut)),
  };
  return { kind: 'table', vae: new TableVAE({ ...options, threads }) };
}

/** Loads a model saved from training on these data. */
export async function loadModel(
  data: Pick<ImagesDataset, 'kind' | 'shape'> | { readonly kind: 'table' },
  file: Uint8Array<ArrayBuffer>,
  settings: Settings,
): Promise<StudioModel> {
  const { deterministic } = settings;
  const options: LoadOptions = { deterministic, threads: threadsOf(settings) };
  return data.kind === 'images'
    ? { kind: 'images', vae: await VAE.load(file, options), shape: data.shape }
    : { kind: 'table', vae: await TableVAE.load(file, options) };
}

/**
 * The model's threads. If the library is to choose, one processor is left to the page on a machine
 * of few: without it, the page draws late, and training is hardly slower.
 */
function threadsOf({ threads }: Settings): number | 'auto' {
  if (threads > 0) return threads;
  const processors = globalThis.navigator?.hardwareConcurrency ?? Infinity;
  return processors <= FEW_PROCESSORS ? Math.max(1, processors - 1) : 'auto';
}

/** The library takes no more threads than this by itself. */
const FEW_PROCESSORS = 4;

/** Whether the model has finished its first batch; from then on it can be viewed. */
export function hasBegun({ vae }: StudioModel): boolean {
  return vae.parameters !== undefined;
}

type Watching = Pick<TrainOptions, 'epochs' | 'onEpoch' | 'onBatch' | 'allowBatches' | 'signal'>;

/**
 * Trains for `watching.epochs` more epochs, on the rows that the settings say.
 * @param ended See trainingOptions().
 */
export async function trainModel(
  model: StudioModel,
  data: Dataset,
  leftOut: readonly string[],
  settings: Settings,
  watching: Watching,
  ended?: EndedEarly,
): Promise<void> {
  const options = { ...trainingOptions(model.kind, settings, ended), ...watching };
  const chosen = sampledRows(data, settings);
  if (model.kind === 'table' && data.kind === 'table')
    await model.vae.train(tableOf(data, leftOut, chosen), options);
  else if (model.kind === 'images' && data.kind === 'images') {
    const pixels = chosen ? imagesOf(data, chosen) : data.pixels;
    await model.vae.train(pixels, { ...options, features: imageSize(data.shape) });
  } else {
    const kind = model.kind === 'table' ? 'tables' : 'images';
    throw new Error(
      `The model is for ${kind}, but the open data are of another kind. Start over first.`,
    );
  }
}
