import type { ComponentChildren } from 'preact';
import type { SampleName } from '../../contract/index.js';

/** What a person is asked to look at: a card of the page, and a tab in it. */
export interface Place {
  /** The card's title. */
  readonly card: string;
  readonly tab?: string;
}

/** A screen of a lesson: read, do one thing, look, think. */
export interface Screen {
  readonly title: string;
  readonly text: ComponentChildren;
  /** The one thing to do. */
  readonly act?: { readonly label: string; readonly run: () => Promise<void> };
  readonly look: { readonly text: string; readonly at?: Place };
  readonly question: string;
  readonly answer: string;
}

export interface Lesson {
  /** The data that it is about. Its first screen opens them. */
  readonly sample: SampleName;
  readonly screens: readonly Screen[];
  /** What it has shown, in a few sentences. */
  readonly conclusion: string;
}
