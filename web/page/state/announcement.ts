import { signal } from '@preact/signals';

/** What a screen reader says next. */
export const announcement = signal('');

/** Says a sentence to those who listen rather than look. */
export function announce(sentence: string): void {
  announcement.value = sentence;
}
