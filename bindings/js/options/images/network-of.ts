import { VAEError } from '../../errors/errors.js';
import { ACTIVATIONS } from '../choices.js';
import type { CallOptions } from '../options.js';
import type { VAEOptions } from '../vae-options.js';
import { type ImageNetwork, imageNetwork } from './image-network.js';

/**
 * The network of a model of images; undefined if rows are none.
 * @param given The options before their defaults.
 * @throws ERR_OPTION for options that do not go together.
 */
export function networkOf(
  call: string,
  options: CallOptions<'new VAE()'>,
  given: Pick<VAEOptions, 'hiddenDims'>,
): ImageNetwork | undefined {
  const { image, layers, likelihood, activation } = options;
  if (!image) {
    if (layers)
      throw new VAEError('ERR_OPTION', `layers of ${call} needs image: it says what a row is.`);
    if (likelihood === 'discretizedLogistic')
      throw new VAEError(
        'ERR_OPTION',
        `likelihood of ${call} can be 'discretizedLogistic' only with image.`,
      );
    return undefined;
  }
  const other = options.missing ? 'missing' : given.hiddenDims !== undefined && 'hiddenDims';
  if (other) throw new VAEError('ERR_OPTION', `${other} of ${call} cannot be combined with image.`);
  const named = layers && ('encoder' in layers ? layers : { encoder: layers, decoder: undefined });
  return imageNetwork(call, image, named, ACTIVATIONS.indexOf(activation));
}
