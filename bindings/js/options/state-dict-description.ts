import type { Activation } from './choices.js';

/**
 * The linear layers of a VAE, by the names of their modules: `fc1` for the tensors `fc1.weight` and
 * `fc1.bias`. After each layer of `encoder`, and after each but the last of `decoder`, is the activation.
 */
export interface StateDictLayers {
  /** From D values. Default: none. */
  encoder?: readonly string[] | undefined;
  /**
   * Of the posterior's mean, from the last of `encoder`, or from D values, to L values. Without it and
   * `logVariance`, the posterior of every row is the prior, N(0, I).
   */
  mean?: string | undefined;
  /** Of the posterior's log-variance, likewise. */
  logVariance?: string | undefined;
  /** From L latents to D values: logits of a Bernoulli, or the mean of a Gaussian. */
  decoder: readonly string[];
  /** A tensor of the D standard deviations of a Gaussian. Default: none; see `logVariance`. */
  deviation?: string | undefined;
  /** Whether the mean of a Gaussian is the tanh of the decoder's last layer. Default false. */
  tanh?: boolean | undefined;
}

/** What a state dict does not tell of its model. */
export interface StateDictDescription {
  /**
   * `'pytorch-examples'`: the VAE of pytorch/examples, with fc1, fc21, fc22, fc3 and fc4. `'ctgan-tvae'`:
   * the decoder of CTGAN's TVAE, with seq.0, seq.2, ... and sigma. Or the layers of another network.
   */
  architecture: 'pytorch-examples' | 'ctgan-tvae' | StateDictLayers;
  /** Between the layers. Default `'relu'`. */
  activation?: Activation | undefined;
  /** Default `'bernoulli'`; of CTGAN's TVAE, and of layers with a deviation, `'gaussian'`. */
  likelihood?: 'bernoulli' | 'gaussian' | undefined;
  /** Of a Gaussian whose network has no deviations: the log-variance, or D of them. Default 0. */
  logVariance?: number | readonly number[] | undefined;
  /** The network's units are (x - offset) / scale of the user's. One number for all columns, or D. */
  scaling?:
    | {
        /** Default 0. */
        offset?: number | readonly number[] | undefined;
        /** Above 0. Default 1. */
        scale?: number | readonly number[] | undefined;
      }
    | undefined;
  /** The number of rows that the network was trained on. Default 1. */
  rows?: number | undefined;
  /** The model's seed, an integer from 0 to 2^53 - 1. Default 0. */
  seed?: number | undefined;
}
