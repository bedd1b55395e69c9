import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { messageOf } from '../ui/message-of.js';
import { openedSample } from '../data/open-data.js';
import { data } from '../state/data.js';
import { model, running } from '../state/run.js';
import { Failure } from '../ui/failure.js';
import { keeping, keepsRuns } from '../training/run-control.js';
import { ANOMALY_LESSON } from './anomaly.js';
import { COLLAPSE_LESSON } from './collapse.js';
import { Conclusion } from './conclusion.js';
import type { Lesson } from './lesson.js';
import { type LessonName, LESSONS } from './lesson-names.js';
import { LessonScreen } from './lesson-screen.js';
import { UNFOLDING_LESSON } from './unfolding.js';
import './lessons.css';

const CONTENT: Readonly<Record<LessonName, Lesson>> = {
  unfolding: UNFOLDING_LESSON,
  collapse: COLLAPSE_LESSON,
  anomaly: ANOMALY_LESSON,
};

interface LessonPanelProps {
  name: LessonName;
  onClose: () => void;
}

/** A lesson beneath the page that it is about. It stays in view while the page scrolls. */
export function LessonPanel({ name, onClose }: LessonPanelProps) {
  const { screens, sample, conclusion } = CONTENT[name];
  const ready = openedSample.value === sample;
  const [place, setPlace] = useState(0);
  const [isFolded, setIsFolded] = useState(false);
  const [isAsking, setIsAsking] = useState(model.value !== null || running.value);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  const body = useId();
  useEffect(() => {
    keepsRuns.value = false;
    return () => void (keepsRuns.value = true);
  }, []);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    panel.current?.scrollTo({ top: 0 });
  }, [place, isAsking]);

  const go = (to: number) => {
    setFailure(null);
    setPlace(to);
  };
  const act = async (run: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await run();
    } catch (error) {
      setFailure(messageOf(error));
    }
    setBusy(false);
  };

  // After the last screen comes the conclusion.
  const screen = screens[place];
  return (
    <section ref={panel} class="lesson" aria-label={`Lesson: ${LESSONS[name].title}`}>
      <div class="lesson-head">
        <p>
          {LESSONS[name].title}
          {!isAsking && screen && (
            <span class="quiet-text">
              {' '}
              {place + 1} of {screens.length}
            </span>
          )}
        </p>
        <progress
          aria-label="Progress of the lesson"
          max={screens.length}
          value={isAsking ? 0 : Math.min(place + 1, screens.length)}
        />
        <div class="lesson-tools">
          <button
            type="button"
            class="quiet"
            aria-expanded={!isFolded}
            aria-controls={body}
            onClick={() => setIsFolded(!isFolded)}
          >
            {isFolded ? 'Show the text' : 'Hide the text'}
          </button>
          <button type="button" class="quiet" onClick={onClose}>
            Close the lesson
          </button>
        </div>
      </div>
      <div id={body} hidden={isFolded}>
        {isAsking ? (
          <Asking heading={heading} onStart={() => setIsAsking(false)} onClose={onClose} />
        ) : (
          <>
            {place === 0 && data.value !== null && !ready && (
              <p class="note">The lesson opens its own data, which replaces the data now open.</p>
            )}
            {screen ? (
              <LessonScreen {...{ screen, heading, ready, busy }} onAct={act} />
            ) : (
              <Conclusion text={conclusion} of={name} heading={heading} />
            )}
            <Failure message={failure} />
            <div class="lesson-ways">
              <button type="button" disabled={place === 0 || busy} onClick={() => go(place - 1)}>
                Back
              </button>
              {screen && (
                <button type="button" disabled={busy} onClick={() => go(place + 1)}>
                  {place < screens.length - 1 ? 'Next' : 'Finish'}
                </button>
              )}
            </div>
          </>
        )}
      </div>
    </section>
  );
}

interface AskingProps {
  heading: { current: HTMLHeadingElement | null };
  onStart: () => void;
  onClose: () => void;
}

/** Asked before a lesson replaces a model. */
function Asking({ heading, onStart, onClose }: AskingProps) {
  return (
    <>
      <h2 tabIndex={-1} ref={heading}>
        The lesson replaces what is open
      </h2>
      <p>
        It opens its own data and trains its own models. The open data are closed and the open model
        is discarded.{' '}
        {keeping.value.kept === null
          ? 'The model is not kept in this browser. Export it first if you need it.'
          : 'The run stays among the kept runs, and you can open it again.'}
      </p>
      {running.value && <p class="hint">A run is in progress. Stop it first.</p>}
      <div class="lesson-ways">
        <button type="button" class="quiet" onClick={onClose}>
          Keep what is open
        </button>
        <button type="button" disabled={running.value} onClick={onStart}>
          Start the lesson
        </button>
      </div>
    </>
  );
}
