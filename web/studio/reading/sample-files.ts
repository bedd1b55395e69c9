import penguins from '../../samples/penguins.csv?url';

/** Each sample file's address, relative to the studio's script. */
const ADDRESSES = {
  'penguins.csv': penguins,
  // Beside the page; the worker's script lies one folder deeper, in builds and in development. Not
  // '.gz': some servers unpack that in transit.
  'images-idx3-ubyte.gzip': '../digits/images-idx3-ubyte.gzip',
  'labels-idx1-ubyte.gzip': '../digits/labels-idx1-ubyte.gzip',
} as const;

export type SampleFileName = keyof typeof ADDRESSES;

const fetched = new Map<SampleFileName, Promise<File>>();

/**
 * A file that comes with the page; kept in memory once it is read.
 * @throws a sentence for people if the server does not deliver it.
 */
export function sampleFile(name: SampleFileName): Promise<File> {
  let file = fetched.get(name);
  if (!file) {
    file = fetchFile(name);
    fetched.set(name, file);
    // Do not cache a failure: the next call tries again.
    file.catch(() => fetched.delete(name));
  }
  return file;
}

async function fetchFile(name: SampleFileName): Promise<File> {
  const address = new URL(ADDRESSES[name], self.location.href);
  // The page has fetched all its files and tells when it has, so the browser's copy is enough.
  const response = await fetch(address, { cache: 'force-cache' }).catch((cause: unknown) => {
    throw new Error(`${name} could not be loaded: there is no connection to the page’s server.`, {
      cause,
    });
  });
  if (!response.ok) {
    throw new Error(`${name} could not be loaded: the server answered ${response.status}.`);
  }
  return new File([await response.blob()], name);
}
