import type { Ref } from 'preact';
import { type LessonName, LESSONS } from './lesson-names.js';

interface ConclusionProps {
  text: string;
  /** The lesson that ends. */
  of: LessonName;
  /** Receives the focus when the conclusion appears. */
  heading: Ref<HTMLHeadingElement>;
}

/** The end of a lesson: what it has shown, and the way to the other lessons. */
export function Conclusion({ text, of, heading }: ConclusionProps) {
  const others = Object.entries(LESSONS).filter(([name]) => name !== of);
  return (
    <div class="lesson-screen">
      <h2 tabIndex={-1} ref={heading}>
        What you have seen
      </h2>
      <p>{text}</p>
      <p>The other lessons:</p>
      <ul class="other-lessons">
        {others.map(([name, { title }]) => (
          <li key={name}>
            <a href={`#lesson=${name}`}>{title}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
