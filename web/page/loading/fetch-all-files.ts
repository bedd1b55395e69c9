/**
 * Fetches every file of the page, so that those needed later, such as the engine's other builds,
 * come from the browser's own cache: what is left where there is no service worker.
 */
export async function fetchAllFiles(): Promise<void> {
  const files: readonly string[] = await (await fetch('./files.json')).json();
  await Promise.all(
    files
      .filter((file) => file.startsWith('assets/'))
      .map(async (file) => (await fetch(file)).arrayBuffer()),
  );
}
