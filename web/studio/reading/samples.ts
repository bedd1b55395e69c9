import penguins from '../../samples/penguins.csv?url';
import type { SampleName } from '../contract.js';
import { fetchFile } from './fetch-file.js';
import type { Pace } from './pace.js';
import { readFiles } from './read-files.js';
import type { Reading } from './reading.js';
import { rings } from './rings.js';

/** Not '.gz': some servers unpack that on its way, and then no length tells how much is to come. */
const DIGITS = ['images-idx3-ubyte.gzip', 'labels-idx1-ubyte.gzip'];

export async function readSample(sample: SampleName, pace: Pace): Promise<Reading> {
  switch (sample) {
    case 'rings':
      return { data: rings(), notes: [], dropped: [], reading: {} };
    case 'penguins': {
      const file = await fetchFile(new URL(penguins, self.location.href), 'penguins.csv', pace);
      const read = await readFiles([file], { header: true, delimiter: ',', decimal: '.' }, pace);
      return renamed(read, 'Palmer penguins');
    }
    case 'digits': {
      const files: File[] = [];
      for (const name of DIGITS) {
        // Beside the page: the worker's script lies in a folder there, as built and as developed.
        files.push(await fetchFile(new URL(`../digits/${name}`, self.location.href), name, pace));
      }
      return renamed(await readFiles(files, {}, pace), 'Handwritten digits');
    }
  }
}

/** As the sample is called; that its files were read as they should be is no news. */
function renamed({ data, ...read }: Reading, name: string): Reading {
  return { ...read, data: { ...data, name }, notes: [] };
}
