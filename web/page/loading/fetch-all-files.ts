/**
 * Fetches every file of the page, so that files needed later, such as the engine's other builds,
 * come from the browser's own cache. Used where there is no service worker.
 * @returns Whether all of them came with a policy.
 */
export async function fetchAllFiles(): Promise<{ withPolicy: boolean }> {
  const files: readonly string[] = await (await fetch('./files.json')).json();
  const policies = await Promise.all(
    files.map(async (file) => {
      const response = await fetch(file);
      await response.arrayBuffer();
      return response.headers.has('Content-Security-Policy');
    }),
  );
  return { withPolicy: policies.every(Boolean) };
}
