// The sections of format version 2 but those of tensors, bytes and rows: docs/model-file.md.
import { decodeUtf8, encodeUtf8 } from '../../host/utf8.js';
import {
  ACTIVATIONS,
  DECODERS,
  LIKELIHOODS,
  OBJECTIVES,
  PRIORS,
  SCORE_METHODS,
} from '../../options/choices.js';
import {
  bits64,
  choice,
  type Field,
  f64,
  flag,
  flags,
  followed,
  i32,
  i64,
  items,
  list,
  record,
  refuse,
  times,
  u32,
  u64,
  u8,
} from './fields.js';

/** Threshold::most_kept of src/anomaly/threshold.hpp. */
const MOST_SCORES = 10_000;

export const options = record({
  activation: choice(ACTIVATIONS),
  likelihood: choice(LIKELIHOODS),
  likelihoodInUse: choice(LIKELIHOODS),
  deterministic: flag(u8),
  features: u32,
  latentDim: i32,
  batchSize: i32,
  epochs: i32,
  '#hiddenDims': u32,
  seed: u64,
  objective: choice(OBJECTIVES),
  betaSchedule: choice(['none', 'linear', 'cyclic']),
  learningRateSchedule: choice(['none', 'cosine', 'plateau']),
  missing: flag(u8),
  importanceSamples: i32,
  betaEpochs: i32,
  betaCycles: i32,
  betaTo: f64,
  betaFrom: f64,
  betaRatio: f64,
  learningRateEpochs: i32,
  learningRateWarmup: i32,
  learningRatePatience: i32,
  prior: choice(PRIORS),
  priorInUse: choice(PRIORS),
  decoder: choice(DECODERS),
  _: u8,
  learningRateInitial: f64,
  learningRateFinal: f64,
  learningRateFactor: f64,
  learningRateThreshold: f64,
  learningRateMinimum: f64,
  freeBits: f64,
  weightDecay: f64,
  maxGradientNorm: f64,
  hiddenDims: items(i32),
});
export type Options = typeof options extends Field<infer T> ? T : never;

/** What a row is, if it is an image. */
const image = record({ width: i32, height: i32, channels: i32, channelsFirst: flag(u32) });

const component = record({ weight: f64, mean: f64, deviation: f64 });
const column = followed(
  record({
    kind: choice(['real', 'binary', 'categorical', 'ordinal', 'offset']),
    coding: choice(['linear', 'mixture']),
    flags: flags(['optional', 'condition', 'scored']),
    '#components': u8,
    levels: i32,
    smallestVariance: f64,
    components: items(component),
  }),
  ({ kind, levels }) =>
    record<Record<string, Field<unknown>>>(
      kind === 'ordinal' ? { shares: times(levels, f64), ranges: times(levels, flag(u8)) } : {},
    ) as Field<{ shares?: number[]; ranges?: boolean[] }>,
);
export type Column = typeof column extends Field<infer T> ? T : never;

const scaled = record({ offset: f64, scale: f64, constant: flag(u64) });
export type Scaled = typeof scaled extends Field<infer T> ? T : never;

const state = record({
  rows: u64,
  epochsBegun: u64,
  generated: u64,
  optimiserSteps: u64,
  learningRate: f64,
  learningRateBest: f64,
  learningRateBadEpochs: u32,
  learningRateHeldOut: flag(u32),
});

export interface Layer {
  kind: string;
  settings: number[];
}
/** Its lengths come before its settings and the name of its kind. */
const layer: Field<Layer> = {
  read(from) {
    const length = u32.read(from);
    const settings = times(u32.read(from), i64).read(from);
    const kind = decodeUtf8(from.take(length));
    from.take((8 - (length % 8)) % 8);
    return { kind, settings };
  },
  write(to, value, place) {
    const { kind, settings } = Object(value) as Record<string, unknown>;
    if (typeof kind !== 'string' || !/^[a-zA-Z]+$/.test(kind))
      refuse(`kind in ${place}`, "a layer's kind", kind);
    if (!Array.isArray(settings)) refuse(`settings in ${place}`, 'an array', settings);
    u32.write(to, kind.length, place);
    u32.write(to, settings.length, place);
    times(settings.length, i64).write(to, settings, `settings in ${place}`);
    to.put(encodeUtf8(kind));
    to.pad(8);
  },
};
const layers = record({ encoder: list(layer), decoder: list(layer) });
const skip = list(layer);

const copula = followed(record({ mean: list(f64) }), ({ mean }) =>
  record({ covariance: times(mean.length ** 2, f64) }),
);
export type Layers = typeof layers extends Field<infer T> ? T : never;

const losses = record({ loss: f64, reconstruction: f64, kl: f64 });
/** The losses of `validation` are 0 if no rows were held out. */
const epoch = (latentDim: number) =>
  record({
    epoch: u64,
    heldOut: flag(u64),
    training: losses,
    validation: losses,
    beta: f64,
    learningRate: f64,
    gradientNorm: f64,
    klPerDimension: times(latentDim, f64),
  });

const best = record({ epoch: u64, firstEpoch: u64, fingerprint: bits64 });

const threshold = followed(
  record({ method: choice(SCORE_METHODS, u64), samples: u64, seed: u64, rows: u64, value: f64 }),
  ({ rows }) => record({ scores: times(Math.min(rows, MOST_SCORES), f64) }),
);

const mixture = (latentDim: number) =>
  list(
    record({
      weight: f64,
      mean: times(latentDim, f64),
      factor: times((latentDim * (latentDim + 1)) / 2, f64),
    }),
  );
export type MixtureComponents = ReturnType<typeof mixture> extends Field<infer T> ? T : never;

/**
 * The fields of a section, by its name in an exported file. The sizes of some depend on the options.
 */
export const DESCRIPTIONS = {
  options: { tag: 'CONF', fields: (): Field<Options> => options },
  image: { tag: 'IMAG', fields: () => image },
  columns: { tag: 'COLS', fields: ({ features }: Options) => times(features, column) },
  copula: { tag: 'COPU', fields: () => copula },
  scaling: {
    tag: 'SCAL',
    fields: ({ features }: Options) => record({ rows: u64, columns: times(features, scaled) }),
  },
  state: { tag: 'STAT', fields: () => state },
  layers: { tag: 'LAYR', fields: () => layers },
  skip: { tag: 'SKIP', fields: () => skip },
  history: { tag: 'HIST', fields: ({ latentDim }: Options) => list(epoch(latentDim)) },
  best: { tag: 'BEST', fields: () => best },
  threshold: { tag: 'ANOM', fields: () => threshold },
  mixture: { tag: 'MIXT', fields: ({ latentDim }: Options) => mixture(latentDim) },
} as const satisfies Record<string, { tag: string; fields: (options: Options) => Field<unknown> }>;

export type DescriptionName = keyof typeof DESCRIPTIONS;
type Described<Name extends DescriptionName> =
  ReturnType<(typeof DESCRIPTIONS)[Name]['fields']> extends Field<infer T> ? T : never;
type Sometimes = 'image' | 'columns' | 'copula' | 'skip' | 'threshold' | 'mixture';
/** The sections' contents: plain data. */
export type Descriptions = {
  -readonly [Name in Exclude<DescriptionName, Sometimes>]: Described<Name>;
} & { -readonly [Name in Sometimes]?: Described<Name> };
