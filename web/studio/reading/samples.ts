import type { SampleName } from '../../contract/index.js';
import { sampleFile } from './sample-files.js';
import type { Pace } from '../../../readers/bytes/pace.js';
import { readFiles } from './read-files.js';
import { type ReadResult, withoutFile } from './columns/read-result.js';
import { parcels } from './parcels.js';
import { rings } from './rings.js';

const DIGITS = ['images-idx3-ubyte.gzip', 'labels-idx1-ubyte.gzip'] as const;

export async function readSample(sample: SampleName, pace: Pace): Promise<ReadResult> {
  switch (sample) {
    case 'rings':
      return { data: rings(), notes: [], dropped: [], reading: {} };
    case 'parcels':
      return { data: parcels(), notes: [], dropped: [], reading: {} };
    case 'penguins': {
      await pace.step('Loading penguins.csv', 0);
      const read = await readFiles(
        [await sampleFile('penguins.csv')],
        { headerRows: 1, delimiter: ',', decimal: '.' },
        pace,
      );
      return renamed(read, 'Palmer penguins');
    }
    case 'digits': {
      await pace.step('Loading the digits', 0);
      const files = await Promise.all(DIGITS.map(sampleFile));
      return renamed(await readFiles(files, {}, pace), 'Handwritten digits');
    }
  }
}

/** Gives the data the sample's name and drops the notes, which tell nothing new about a sample. */
function renamed(read: ReadResult, name: string): ReadResult {
  const { data } = withoutFile(read);
  return { ...read, data: { ...data, name }, notes: [] };
}
