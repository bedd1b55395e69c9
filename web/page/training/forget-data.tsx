import { useEffect, useState } from 'preact/hooks';
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
  useEffect(() => {
    if (kept) setStep('offered');
  }, [kept]);
  const confirmed = async () => {
    try {
      await forget();
      setStep('forgotten');
      onForgotten?.();
    } catch (error) {
      setFailure(messageOf(error));
    }
  };
  if (step === 'forgotten') return <p>Forgotten.</p>;
  if (step === 'offered')
    return (
      <button type="button" class="quiet" onClick={() => setStep('asked')}>
        Forget my data
      </button>
    );
  return (
    <div class="forget" role="group" aria-label="Forget my data">
      <p>
        Forget data, model and all else that this page keeps in this browser? What is open stays.
      </p>
      <div class="row">
        <button type="button" autofocus onClick={confirmed}>
          Forget
        </button>
        <button type="button" class="quiet" onClick={() => setStep('offered')}>
          Cancel
        </button>
      </div>
      <Failure message={failure} />
    </div>
  );
}
