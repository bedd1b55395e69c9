import { VAEError } from './errors.js';
import { messageOf } from './message-of.js';

/**
 * A part of the library that is loaded when it is first needed, and asked for again after a failure.
 * @param name Of the file that it is in the package, for sentences.
 * @throws ERR_OPTION where it cannot be loaded
 */
export async function lazyPart<Part>(name: string, load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    throw new VAEError(
      'ERR_OPTION',
      `${name} of the package could not be loaded: ${messageOf(cause).replace(/\.$/, '')}. It must ` +
        `lie beside index.js; of an application that is bundled, all files have to be served.`,
      { cause },
    );
  }
}
