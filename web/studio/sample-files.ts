/** The samples' files, by their paths from the page's folder. */
export const SAMPLE_FILES = ['digits/train-images-idx3-ubyte.gzip'] as const;
export type SampleFile = (typeof SAMPLE_FILES)[number];

// Beside the studio's folder in the source, and beside assets/ in the build.
const PAGE = new URL('../', self.location.href);

const fetched = new Map<SampleFile, Promise<Blob>>();

/** A file that comes with the page: fetched once, then in memory, so that it needs no network. */
export function sampleFile(path: SampleFile): Promise<Blob> {
  let file = fetched.get(path);
  if (!file) {
    file = fetchFile(path);
    fetched.set(path, file);
    // A failure is not kept: the next call tries again.
    file.catch(() => fetched.delete(path));
  }
  return file;
}

async function fetchFile(path: SampleFile): Promise<Blob> {
  const response = await fetch(new URL(path, PAGE));
  if (!response.ok) {
    throw new Error(`${path} could not be loaded: the server answered ${response.status}.`);
  }
  return response.blob();
}
