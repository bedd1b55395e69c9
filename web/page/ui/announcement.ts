import { signal } from '@preact/signals';

/** The next sentence for screen readers. */
export const announcement = signal('');

/** Announces a sentence through screen readers. */
export function announce(sentence: string): void {
  // Screen readers skip unchanged text, so a repeated sentence gets an invisible space.
  announcement.value = sentence === announcement.value ? `${sentence}\u00a0` : sentence;
}
