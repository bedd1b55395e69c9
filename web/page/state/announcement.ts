import { signal } from '@preact/signals';

/** What a screen reader says next. */
export const announcement = signal('');

/** Says a sentence to those who listen rather than look. */
export function announce(sentence: string): void {
  // What stands there already is not said again: a space that is not seen makes it another.
  announcement.value = sentence === announcement.value ? `${sentence}\u00a0` : sentence;
}
