import type { Ref } from 'preact';
import { showPlace } from './actions.js';
import type { Screen } from './lesson.js';

interface LessonScreenProps {
  screen: Screen;
  /** Receives the focus when the screen appears. */
  heading: Ref<HTMLHeadingElement>;
  /** Whether the lesson’s data are open, so that there is something to show. */
  ready: boolean;
  /** Whether an action is under way. */
  busy: boolean;
  onAct: (run: () => Promise<void>) => Promise<void>;
}

export function LessonScreen({ screen, heading, ready, busy, onAct }: LessonScreenProps) {
  const { title, text, act, look, question, answer } = screen;
  const { at } = look;
  return (
    <div class="lesson-screen" key={title}>
      <div>
        <h2 tabIndex={-1} ref={heading}>
          {title}
        </h2>
        {text}
        {act && (
          <p>
            <button
              type="button"
              class="primary"
              aria-disabled={busy}
              onClick={() => !busy && void onAct(act.run)}
            >
              {act.label}
            </button>
          </p>
        )}
      </div>
      <div>
        <p>
          <strong>Look:</strong> {look.text}{' '}
          {at && ready && (
            <button
              type="button"
              class="quiet inline"
              onClick={() => void onAct(() => showPlace(at))}
            >
              Show {at.tab ?? at.card}
            </button>
          )}
        </p>
        <details>
          <summary>{question}</summary>
          <p>{answer}</p>
        </details>
      </div>
    </div>
  );
}
