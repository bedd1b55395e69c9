import { useEffect, useRef, useState } from 'preact/hooks';
import type { Step } from '../../contract/index.js';
import { model, news, running } from '../state/run.js';
import { form, formFaults } from './form.js';
import { pause, resume, startOver, step, stop, train } from './run-control.js';

/** How long Start over takes no clicks, in ms. */
const NEW_MS = 1000;

/** The controls of a run. The first button stays the same element, so that it keeps the focus. */
export function RunButtons() {
  const first = useRef<HTMLButtonElement>(null);
  const phase = running.value ? news.value!.phase : 'ended';
  const leave = (action: () => Promise<void>) => {
    // The pressed button disappears; keep the focus.
    first.current?.focus({ preventScroll: true });
    void action();
  };
  const { text, action, disabled } = mainButton(phase);
  return (
    <div class="row">
      <button
        ref={first}
        type="button"
        class={phase === 'training' ? '' : 'primary'}
        aria-disabled={disabled}
        onClick={() => !disabled && void action()}
      >
        {text}
      </button>
      <StepButton
        key="batch"
        until="batch"
        text="Step a batch"
        does="Train one batch, then pause"
      />
      <StepButton
        key="epoch"
        until="epoch"
        text="Step an epoch"
        does="Train one epoch, then pause"
      />
      {running.value && (
        <button
          key="stop"
          type="button"
          disabled={phase === 'stopping'}
          onClick={() => leave(stop)}
        >
          Stop
        </button>
      )}
      {!running.value && model.value && (
        <StartOver key="start-over" onClick={() => leave(startOver)} />
      )}
    </div>
  );
}

/**
 * Discards the model. At first it takes no clicks: it appears where Stop or Train was, and a second
 * click on Train, or one on Stop that comes too late, does not mean it.
 */
function StartOver({ onClick }: { onClick: () => void }) {
  const [isNew, setIsNew] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setIsNew(false), NEW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <button type="button" disabled={isNew} onClick={onClick}>
      Start over
    </button>
  );
}

interface StepButtonProps {
  until: Step;
  text: string;
  /** What a press does, for the tooltip. */
  does: string;
}

/** Not disabled while it works, so that it keeps the focus for the next press. */
function StepButton({ until, text, does }: StepButtonProps) {
  const isPaused = running.value && news.value!.phase === 'paused';
  const isReady = isPaused || (!running.value && canTrain());
  return (
    <button
      type="button"
      title={does}
      aria-disabled={!isReady}
      onClick={() => isReady && void step(until)}
    >
      {text}
    </button>
  );
}

function canTrain(): boolean {
  return formFaults.first === null && hasEpochsLeft();
}

function mainButton(phase: string) {
  switch (phase) {
    case 'training':
      return { text: 'Pause', action: pause, disabled: false };
    case 'pausing':
    case 'paused':
      return { text: 'Continue', action: resume, disabled: false };
    case 'stopping':
      return { text: 'Stopping', action: stop, disabled: true };
  }
  const text = model.value ? 'Continue' : 'Train';
  return { text, action: train, disabled: !canTrain() };
}

export function hasEpochsLeft(): boolean {
  return (form.value?.epochs ?? 0) > (model.value?.epochsDone ?? 0);
}
