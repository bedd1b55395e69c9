import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { KeptRun } from '../../contract/index.js';
import { bytes, count, integer, number } from '../ui/format.js';
import { messageOf } from '../ui/message-of.js';
import { announce } from '../ui/announcement.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { Field } from '../ui/field.js';
import { TimeAgo } from '../training/time-ago.js';
import { defaultRunName, runName } from './run-name.js';

interface RunLineProps {
  run: KeptRun;
  /** Whether some run is being opened. */
  opening: boolean;
  /** Whether there is no other to compare it with. */
  isOnly: boolean;
  /** Whether it is chosen for a comparison. */
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
  onOpen: () => void;
  /** Called after it was renamed or deleted. */
  onChange: () => void;
}

/** A kept run. */
export function RunLine(props: RunLineProps) {
  const { run, opening, isOnly, chosen, onChoose, onOpen, onChange } = props;
  const [step, setStep] = useState<'listed' | 'renaming' | 'asked'>('listed');
  const [failure, setFailure] = useState<string | null>(null);
  const id = useId();
  const rename = useRef<HTMLButtonElement>(null);
  const name = runName(run);

  const attempt = async (work: () => Promise<void>, done: string) => {
    try {
      await work();
      announce(done);
      setFailure(null);
      onChange();
    } catch (error) {
      setFailure(messageOf(error));
    }
  };
  const close = () => {
    setStep('listed');
    rename.current?.focus({ preventScroll: true });
  };
  const confirmRename = (typed: string) => {
    const given = typed.trim();
    const own = given === '' || given === defaultRunName(run) ? null : given;
    void attempt(() => studio.run.rename(run.id, own), 'The run is renamed.');
    close();
  };

  return (
    <li class="kept-run">
      <div class="kept-run-head">
        {!isOnly && (
          <input
            type="checkbox"
            checked={chosen}
            aria-label={`Compare ${name}`}
            onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
          />
        )}
        <div>
          <p id={id} class="kept-run-name">
            {name}
          </p>
          <p class="hint">
            <About run={run} />
          </p>
        </div>
      </div>
      <div class="row">
        {run.open === null && (
          <button
            type="button"
            class={isOnly ? 'primary' : ''}
            aria-describedby={id}
            disabled={opening}
            onClick={onOpen}
          >
            Open
          </button>
        )}
        <button
          type="button"
          class="quiet"
          ref={rename}
          aria-describedby={id}
          aria-expanded={step === 'renaming'}
          disabled={run.open === 'elsewhere'}
          onClick={() => setStep(step === 'renaming' ? 'listed' : 'renaming')}
        >
          Rename
        </button>
        <button
          type="button"
          class="quiet"
          aria-describedby={id}
          aria-expanded={step === 'asked'}
          disabled={run.open === 'elsewhere'}
          onClick={() => setStep(step === 'asked' ? 'listed' : 'asked')}
        >
          Delete
        </button>
      </div>
      {step === 'renaming' && <Renaming name={name} onName={confirmRename} onCancel={close} />}
      {step === 'asked' && (
        <div class="forget" role="group" aria-label={`Delete ${name}`}>
          <p>
            {run.open === 'here'
              ? 'Delete this run from the browser? What is open now stays open.'
              : 'Delete this run from the browser? It cannot be brought back.'}
          </p>
          <div class="row">
            <Focused onClick={() => void attempt(() => studio.run.remove(run.id), 'Deleted.')}>
              Delete run
            </Focused>
            <button type="button" class="quiet" onClick={close}>
              Cancel
            </button>
          </div>
        </div>
      )}
      <Failure message={failure} />
    </li>
  );
}

function About({ run }: { run: KeptRun }) {
  const { summary, settings, epochsDone, loss, kept, modelBytes, dataBytes, open } = run;
  const rows = count(summary.rows, summary.kind === 'images' ? 'image' : 'row');
  return (
    <>
      {run.name !== null && `${summary.name}, `}
      {rows}, epoch {integer(epochsDone)} of {integer(settings.epochs)}
      {loss !== null && `, loss ${number(loss)}`}, {bytes(modelBytes + dataBytes)},{' '}
      <TimeAgo since={kept} />
      {open === 'here' && '. Open now'}
      {open === 'elsewhere' && '. Open in another tab'}.
    </>
  );
}

interface RenamingProps {
  name: string;
  onName: (name: string) => void;
  onCancel: () => void;
}

function Renaming({ name, onName, onCancel }: RenamingProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <form
      class="renaming"
      onSubmit={(event) => {
        event.preventDefault();
        onName(field.current!.value);
      }}
    >
      <Field label="Name" hint="Leave empty for the usual name.">
        {(ids) => (
          <input
            {...ids}
            ref={field}
            type="text"
            autocomplete="off"
            maxLength={200}
            defaultValue={name}
            onKeyDown={({ key }) => key === 'Escape' && onCancel()}
          />
        )}
      </Field>
      <div class="row">
        <button type="submit">Save name</button>
        <button type="button" class="quiet" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** A button that takes the focus when it appears. */
function Focused({ onClick, children }: { onClick: () => void; children: string }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <button ref={button} type="button" onClick={onClick}>
      {children}
    </button>
  );
}
