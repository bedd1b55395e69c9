import type { SampleName } from '../../contract/index.js';
import { SAMPLE_TITLES } from '../data/sample-titles.js';

/** What the part of the page's address after # asks for. */
export interface Address {
  readonly lesson: string | null;
  readonly sample: SampleName | null;
  /** Settings as names and texts. */
  readonly settings: readonly (readonly [name: string, text: string])[];
  /** What cannot be followed, as sentences. */
  readonly faults: readonly string[];
}

/** @param hash For example '#sample=penguins&beta=4'. */
export function parseAddress(hash: string): Address {
  const { sample, lesson, ...settings } = Object.fromEntries(
    new URLSearchParams(hash.replace(/^#/, '')),
  );
  const isKnown = sample !== undefined && Object.hasOwn(SAMPLE_TITLES, sample);
  const names = Object.keys(SAMPLE_TITLES).join(', ');
  return {
    lesson: lesson ?? null,
    sample: isKnown ? (sample as SampleName) : null,
    settings: Object.entries(settings),
    faults:
      sample === undefined || isKnown
        ? []
        : [`sample: There is no sample “${sample}”, but there are ${names}.`],
  };
}

/** The part of an address after #. */
export function hashOf({ sample, settings }: Pick<Address, 'sample' | 'settings'>): string {
  const parts = settings.map(([name, text]) => [name, text]);
  if (sample !== null) parts.unshift(['sample', sample]);
  // Commas are allowed there, and easier to read.
  return `#${new URLSearchParams(parts).toString().replaceAll('%2C', ',')}`;
}
