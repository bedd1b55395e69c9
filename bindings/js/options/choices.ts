// What options choose among.

// Those of the core have the places of its enumerations: tests/tools/native.test.mjs.
export const ACTIVATIONS = ['relu', 'tanh', 'sigmoid', 'softplus', 'gelu'] as const;
export const LIKELIHOODS = [
  'auto',
  'bernoulli',
  'gaussian',
  'mixed',
  'discretizedLogistic',
] as const;
/** A mixed one is that of a table. */
export const NAMED_LIKELIHOODS = ['auto', 'bernoulli', 'gaussian', 'discretizedLogistic'] as const;
export const OBJECTIVES = ['elbo', 'iwae'] as const;
export const DECODERS = ['independent', 'autoregressive'] as const;
export const LATENT_CHOICES = ['sample', 'mean'] as const;
export const PRIORS = ['standard', 'mixture', 'auto'] as const;
export const LATENT_SOURCES = ['prior', 'mixture', 'standard'] as const;
export const SCORE_METHODS = ['elbo', 'reconstruction', 'likelihood', 'neighbours'] as const;
export const PATH_METHODS = ['linear', 'spherical'] as const;

// What export() writes.
export const EXPORT_FORMATS = ['safetensors', 'onnx'] as const;
export const ONNX_GRAPHS = ['encoder', 'decoder', 'score', 'impute'] as const;
export const CATEGORY_FORMS = ['texts', 'codes'] as const;

// How generate() treats a gap that the model draws.
export const MISSING_CHOICES = ['keep', 'fill'] as const;

// As in TableSchema.form.
export const TABLE_FORMS = ['rows', 'columns'] as const;

/**
 * The activation after each hidden layer: max(0, x), tanh, 1 / (1 + e^-x), log(1 + e^x), or x
 * Phi(x) (Hendrycks and Gimpel 2016, https://arxiv.org/abs/1606.08415).
 *
 * @useDeclaredType
 */
export type Activation = (typeof ACTIVATIONS)[number];
/**
 * p(x|z): Bernoulli for values in [0, 1], Gaussian with one learned variance per feature, or, for images
 * of bytes, a logistic distribution over their 256 values.
 *
 * @useDeclaredType
 */
export type Likelihood = (typeof NAMED_LIKELIHOODS)[number];
/**
 * The objective that training maximises; see {@link VAEOptions.objective}.
 *
 * @useDeclaredType
 */
export type Objective = (typeof OBJECTIVES)[number];
/**
 * How the decoder of a table makes the cells of a row; see {@link TableVAEOptions.decoder}.
 *
 * @useDeclaredType
 */
export type Decoder = (typeof DECODERS)[number];
/**
 * p(z), the distribution of the latents; see {@link VAEOptions.prior}.
 *
 * @useDeclaredType
 */
export type Prior = (typeof PRIORS)[number];
/**
 * Where `evaluate()` scores rows: at a draw from the posterior, or at its mean.
 *
 * @useDeclaredType
 */
export type LatentChoice = (typeof LATENT_CHOICES)[number];
/**
 * How `generate()` treats gaps that it draws; see {@link TableGenerateOptions.missing}.
 *
 * @useDeclaredType
 */
export type MissingChoice = (typeof MISSING_CHOICES)[number];
/**
 * The form of a table: an array of objects, or an object of arrays; see {@link FormOption.form}.
 *
 * @useDeclaredType
 */
export type TableForm = (typeof TABLE_FORMS)[number];
/**
 * The distribution from which `generate()` draws latents; see {@link GenerateOptions.sampling}.
 *
 * @useDeclaredType
 */
export type LatentSource = (typeof LATENT_SOURCES)[number];
/**
 * The kind of score; see {@link ScoreOptions.method}.
 *
 * @useDeclaredType
 */
export type ScoreMethod = (typeof SCORE_METHODS)[number];
/**
 * The path from row to row; see {@link InterpolateOptions.method}.
 *
 * @useDeclaredType
 */
export type PathMethod = (typeof PATH_METHODS)[number];
/**
 * What `export()` writes; see {@link AnyVAE.export}.
 *
 * @useDeclaredType
 */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
/**
 * The part of a model that an ONNX file computes; see {@link OnnxExportOptions.graph}.
 *
 * @useDeclaredType
 */
export type OnnxGraph = (typeof ONNX_GRAPHS)[number];
/**
 * What categories are in a graph of a table; see {@link OnnxExportOptions.categories}.
 *
 * @useDeclaredType
 */
export type CategoryForm = (typeof CATEGORY_FORMS)[number];
