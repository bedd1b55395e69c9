import type {
  BetaSchedule,
  ColumnOverrides,
  LearningRateSchedule,
  TableTrainOptions,
  TableVAEOptions,
  TrainOptions,
  VAEOptions,
} from 'vae1';
import type { ImageShape, Settings } from '../../contract/index.js';
import { leastImprovement } from '../../contract/patience.js';
import { BETA_CYCLES, BETA_EPOCHS } from '../../contract/schedules.js';
import { tableBatchSize, tablePatience } from '../../contract/table-defaults.js';

/**
 * The options of `new VAE()` or `new TableVAE()` for these settings.
 * @param image What a row is; null for those of a table.
 */
export function modelOptions(settings: Settings, image: ImageShape | null = null) {
  const { latentDim, batchSize, epochs, activation } = settings;
  const { freeBits, weightDecay, maxGradientNorm, seed, deterministic, threads } = settings;
  const learningRate = learningRateOf(settings);
  return {
    latentDim,
    ...(learningRate !== null && { learningRate }),
    ...(batchSize !== null && { batchSize }),
    ...{ epochs, ...networkOf(settings, image), activation, beta: betaOf(settings) },
    ...(freeBits && { freeBits }),
    ...(weightDecay && { weightDecay }),
    ...(maxGradientNorm && { maxGradientNorm }),
    ...{ seed, deterministic, ...(threads > 0 && { threads }) },
  } satisfies VAEOptions;
}

/**
 * Those of `new TableVAE()` alone.
 * @param columns What the user said of the columns' types.
 */
export function tableOptions({ decoder, conditions }: Settings, columns: ColumnOverrides = {}) {
  return {
    ...(decoder === 'independent' && { decoder }),
    ...(conditions.length > 0 && { conditions }),
    ...(Object.keys(columns).length > 0 && { columns }),
  } satisfies TableVAEOptions;
}

function networkOf({ network, hiddenDims }: Settings, image: ImageShape | null) {
  if (!image || network !== 'convolutional') return { hiddenDims };
  const { width, height, channels } = image;
  return { image: { width, height, channels }, ...(channels === 3 && OF_COLOURS) };
}

/**
 * With one variance for each pixel's colour, samples get colours and details much earlier than with a Bernoulli
 * likelihood. Neighbours of few images, compared pixel by pixel, would say little of how odd one is.
 */
const OF_COLOURS = { likelihood: 'gaussian', referenceRows: 0 } as const;

function betaOf({ beta, betaSchedule, betaEpochs = BETA_EPOCHS }: Settings): number | BetaSchedule {
  switch (betaSchedule) {
    case 'linear':
      return { schedule: 'linear', epochs: betaEpochs, to: beta };
    case 'cyclic': {
      const cycles = Math.min(BETA_CYCLES, betaEpochs);
      return { schedule: 'cyclic', epochs: betaEpochs, cycles, to: beta };
    }
    default:
      return beta;
  }
}

/** The library's default rate. */
const RATE = 1e-3;
/** How far 'cosine' falls. Not to 0, so that a run that is continued still learns. */
const FINAL_SHARE = 0.01;

function learningRateOf(settings: Settings): number | LearningRateSchedule | null {
  const { learningRate, learningRateSchedule, epochs, warmup = 0 } = settings;
  const initial = learningRate ?? RATE;
  switch (learningRateSchedule) {
    case 'cosine':
      return {
        schedule: 'cosine',
        ...{ epochs, initial, warmup: Math.min(warmup, epochs - 1), final: FINAL_SHARE * initial },
      };
    case 'plateau':
      return { schedule: 'plateau', initial };
    default:
      return learningRate;
  }
}

/**
 * The options of train() for these settings.
 * @param ended The run that is continued, if it has stopped early: its patience begins anew.
 */
export function trainingOptions(
  kind: 'table' | 'images',
  settings: Settings,
  ended?: EndedEarly,
): Pick<TrainOptions & TableTrainOptions, 'validation' | 'earlyStopping'> {
  const { validation, patience } = settings;
  // Tables hold out rows by default, so 0 has to be passed; for images 0 is not a valid share.
  if (kind === 'images' && validation === 0) return {};
  if (ended && validation > 0 && patience !== 0) {
    // The library counts the epochs of earlier calls, too, and would stop after one.
    const { waited, rows } = ended;
    const batchSize = settings.batchSize ?? tableBatchSize(rows);
    const more = patience ?? tablePatience(rows, batchSize);
    const minDelta = leastImprovement(kind, settings);
    return { validation, earlyStopping: { patience: waited + more, minDelta } };
  }
  if (patience === null) return { validation };
  return { validation, earlyStopping: validation > 0 && patience > 0 && { patience } };
}

export interface EndedEarly {
  /** Epochs since the held-out loss last improved. */
  readonly waited: number;
  /** Rows that the run is given, held-out ones included. */
  readonly rows: number;
}
