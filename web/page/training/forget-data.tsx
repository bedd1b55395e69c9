import { useEffect, useRef, useState } from 'preact/hooks';
import { messageOf } from '../message-of.js';
import { Failure } from '../ui/failure.js';
import { forget } from './run-control.js';

interface ForgetDataProps {
  /** Whether there is something to forget; may be again, after it was forgotten. */
  kept: boolean;
  onForgotten?: () => void;
}

/** Removes what the page keeps, once one has said so twice. */
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
    // The button that was pressed is gone, and what had the focus with it.
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
        Forget data, model and all else that this page keeps in this browser? What is open stays.
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
