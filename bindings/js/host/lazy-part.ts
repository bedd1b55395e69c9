import { VAEError } from '../errors/errors.js';
import { messageOf } from '../errors/message-of.js';

/**
 * Loads a part of the library on first use. After a failure, the next use tries again.
 * @param name The name of its file in the package, for errors.
 * @throws ERR_OPTION if it cannot be loaded.
 */
export async function lazyPart<Part>(name: string, load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    throw new VAEError(
      'ERR_OPTION',
      `${name} of the package could not be loaded: ${messageOf(cause).replace(/\.$/, '')}. It must ` +
        `lie beside index.js; the server of a bundled application must serve all its files.`,
      { cause },
    );
  }
}
