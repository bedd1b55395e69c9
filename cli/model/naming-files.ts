import { VAEError } from 'vae1';

/**
 * Does work whose errors name data as the API does, and names the files instead.
 * @param names The file of each name of the API, such as 'data'.
 * @param first The number of the first row in its file, from 0, as errors count those of a call.
 */
export async function namingFiles<T>(
  names: Readonly<Record<string, string>>,
  work: () => Promise<T>,
  first = 0,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof VAEError)) throw error;
    // Texts of cells are quoted, and so no part of this.
    const all = Object.keys(names).join('|');
    const name = new RegExp(`(?<=^|, but )(?:${all})(?= (?:has|holds|is)\\b)`, 'g');
    const message = error.message
      .replace(name, (each) => names[each]!)
      .replace(/(?<= in row )\d+(?=, column )/, (row) => `${Number(row) + first}`);
    throw new VAEError(error.code, message, { cause: error });
  }
}
