import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { lazy } from '../ui/lazy.js';
import { addressFaults, askedLesson } from '../address/follow-address.js';
import { isLesson, type LessonName, LESSONS } from './lesson-names.js';

const LessonPanel = lazy(async () => (await import('./lesson-panel.js')).LessonPanel);

/** The open lesson. */
const open = signal<LessonName | null>(null);

/** Where the lesson that the address asks for opens. */
export function LessonPlace() {
  const asked = askedLesson.value;
  useEffect(() => {
    if (asked === null) return;
    askedLesson.value = null;
    if (isLesson(asked)) open.value = asked;
    else
      addressFaults.value = [
        `lesson: There is no lesson “${asked}”, but there are ${Object.keys(LESSONS).join(', ')}.`,
      ];
  }, [asked]);
  const close = () => {
    open.value = null;
    // So that the same link opens the lesson again.
    history.replaceState(null, '', location.pathname + location.search);
  };
  const name = open.value;
  return name === null ? null : <LessonPanel key={name} name={name} onClose={close} />;
}
