import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The app with the package beside it and no bundler, in a folder to be served.
 * @param {string} app the folder of the app as it was written
 * @param {{ head?: string, specifier?: string }} options `head`: of the page; `specifier`: how the
 *   app names the package
 */
export async function writePlainApp(app, folder, { head = '', specifier = 'vae1' } = {}) {
  await cp(join(app, 'node_modules/vae1'), join(folder, 'node_modules/vae1'), { recursive: true });
  for (const file of ['app.js', 'train-models.js']) {
    const code = await readFile(join(app, file), 'utf8');
    await writeFile(join(folder, file), code.replace("'vae1'", `'${specifier}'`));
  }
  await writePage(folder, `${head}<script type="module" src="app.js"></script>`);
}

export function writePage(folder, scripts) {
  const page = `<!doctype html>\n<link rel="icon" href="data:," />\n${scripts}\n`;
  return writeFile(join(folder, 'index.html'), page);
}

/** The package's place in a folder without a bundler. */
export const PATH = './node_modules/vae1/dist/index.js';
