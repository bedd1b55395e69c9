import type { DataSummary, Settings } from '../../contract/index.js';

/** With fewer rows none are held out: both parts would be too small. */
const FEWEST_TO_HOLD_OUT = 20;
/** Small image sets have few batches per epoch, so they need more epochs. */
const IMAGE_BATCHES = 2000;
/** Rows per step of images. For tables, the library's defaults follow the rows. */
const BATCH_SIZE = 32;

/** The form's initial values: the library's own defaults for such data, and for images its convolutions. */
export function defaultSettings(data: DataSummary, leftOut: ReadonlySet<string>): Settings {
  const validation = data.rows < FEWEST_TO_HOLD_OUT ? 0 : 0.1;
  const common = {
    activation: 'relu' as const,
    beta: 1,
    validation,
    seed: randomSeed(),
    deterministic: false,
    threads: 0,
    conditions: [],
    target: null,
  };
  if (data.kind === 'images') {
    const batches = Math.ceil(data.rows / BATCH_SIZE);
    const epochs = Math.min(500, Math.max(20, Math.ceil(IMAGE_BATCHES / batches)));
    return {
      ...common,
      latentDim: 20,
      learningRate: 0.001,
      batchSize: BATCH_SIZE,
      network: 'convolutional',
      hiddenDims: [400],
      epochs,
      patience: 0,
    };
  }
  const columns = data.columns.filter(
    ({ name, type, leftOut: why }) =>
      type !== null && type !== 'identifier' && !why && !leftOut.has(name),
  );
  return {
    ...common,
    latentDim: columns.length > 2 ? 10 : 2,
    learningRate: null,
    batchSize: null,
    hiddenDims: [256, 256],
    epochs: 300,
    patience: null,
  };
}

export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]!;
}
