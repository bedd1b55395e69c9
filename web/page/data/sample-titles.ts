import type { SampleName } from '../../contract/index.js';

export const SAMPLE_TITLES: Readonly<Record<SampleName, string>> = {
  digits: 'Handwritten digits',
  penguins: 'Penguins',
  rings: 'Two rings',
  parcels: 'Parcels',
};
