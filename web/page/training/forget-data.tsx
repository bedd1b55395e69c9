import { useEffect, useRef, useState } from 'preact/hooks';
import { messageOf } from '../ui/message-of.js';
import { Failure } from '../ui/failure.js';
import { forget } from './run-control.js';

interface ForgetDataProps {
  /** Whether there is anything to forget; can become true again after forgetting. */
  kept: boolean;
  onForgotten?: () => void;
}

/** Removes everything that the page keeps, after a confirmation. */
export function ForgetData({ kept, onForgotten }: ForgetDataProps) {
  const [step, setStep] = useState<'offered' | 'asked' | 'forgotten'>('offered');
  const [failure, setFailure] = useState<string | null>(null);
  const pressed = useRef(false);
  const focused = useRef<HTMLElement | null>(null);
  const focus = (element: HTMLElement | null) => void (focused.current = element);
  useEffect(() => {
    if (kept) setStep('offered');
  }, [kept]);
  useEffect(() => {
    // The pressed button is gone, so the focus was lost.
    if (pressed.current) focused.current?.focus({ preventScroll: true });
    pressed.current = false;
  }, [step]);
  const go = (next: typeof step) => {
    pressed.current = true;
    setStep(next);
  };
  const confirmed = async () => {
    try {
      await forget();
      go('forgotten');
      onForgotten?.();
    } catch (error) {
      setFailure(messageOf(error));
    }
  };
  if (step === 'forgotten')
    return (
      <p ref={focus} tabIndex={-1}>
        Forgotten.
      </p>
    );
  if (step === 'offered')
    return (
      <button ref={focus} type="button" class="quiet" onClick={() => go('asked')}>
        Forget my data
      </button>
    );
  return (
    <div class="forget" role="group" aria-label="Forget my data">
      <p>
        Delete all data, models and file options that this page keeps in this browser? What is open
        now stays open.
      </p>
      <div class="row">
        <button ref={focus} type="button" onClick={confirmed}>
          Forget
        </button>
        <button type="button" class="quiet" onClick={() => go('offered')}>
          Cancel
        </button>
      </div>
      <Failure message={failure} />
    </div>
  );
}
