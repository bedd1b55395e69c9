import { VAEError } from '../errors/errors.js';
import { ACTIVATIONS } from '../options/choices.js';
import type { CallOptions } from '../options/options.js';
import { type ImageNetwork, imageNetwork } from './image-network.js';

/** What only a model of other rows has, and what only a model of images has. */
const NOT_OF_IMAGES = ['hiddenDims', 'missing'];

/**
 * The network of a model of images; undefined if rows are none.
 * @param named The options that the call has.
 * @throws ERR_OPTION for options that do not go together.
 */
export function networkOf(
  call: string,
  options: CallOptions<'new VAE()'>,
  named: readonly string[],
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
  const other = NOT_OF_IMAGES.find((name) => named.includes(name));
  if (other !== undefined && options[other as 'missing'] !== false)
    throw new VAEError('ERR_OPTION', `${other} of ${call} cannot be combined with image.`);
  const given = layers && ('encoder' in layers ? layers : { encoder: layers, decoder: undefined });
  return imageNetwork(call, image, given, ACTIVATIONS.indexOf(activation));
}
