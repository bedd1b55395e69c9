import type { CheckedLayers, CheckedStateDict } from '../../options/state-dict-rules.js';

/** The VAE of https://github.com/pytorch/examples/blob/main/vae/main.py. */
const PYTORCH_EXAMPLES: CheckedLayers = {
  encoder: ['fc1'],
  mean: 'fc21',
  logVariance: 'fc22',
  decoder: ['fc3', 'fc4'],
  deviation: undefined,
  tanh: false,
};

/** The layers of a described network. Those of a sequence are as many as the state dict has. */
export function layersOf(
  architecture: CheckedStateDict['architecture'],
  tensors: readonly string[],
): CheckedLayers {
  if (typeof architecture === 'object') return architecture;
  return architecture === 'ctgan-tvae' ? tvaeDecoder(tensors) : PYTORCH_EXAMPLES;
}

/**
 * The Decoder of https://github.com/sdv-dev/CTGAN/blob/main/ctgan/synthesizers/tvae.py: a sequence of linear
 * layers and ReLUs. TVAE.sample() takes the tanh of its outputs.
 */
function tvaeDecoder(tensors: readonly string[]): CheckedLayers {
  const places = tensors.flatMap((name) => /^seq\.(\d+)\.weight$/.exec(name)?.[1] ?? []);
  const sorted = places.map(Number).sort((a, b) => a - b);
  const decoder = (sorted.length > 0 ? sorted : [0]).map((place) => `seq.${place}`);
  return {
    ...{ encoder: [], mean: undefined, logVariance: undefined },
    ...{ decoder, deviation: 'sigma', tanh: true },
  };
}
