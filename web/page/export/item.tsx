import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Progress } from '../../contract/index.js';
import { Bar } from '../ui/bar.js';
import { Failure } from '../ui/failure.js';

interface ItemProps {
  title: string;
  /** What it contains: size, shape, order. */
  about: ComponentChildren;
  /** What else holds for the file; null for nothing. */
  note?: string | null;
  /** Why it cannot be downloaded for now, as a sentence; null if it can. */
  refusal?: string | null;
  /** Fields for choices. */
  children?: ComponentChildren;
  /** The button's label for screen readers. */
  action: string;
  disabled?: boolean;
  progress?: Progress | null;
  failure: string | null;
  onDownload: () => void;
  /** If the file can take long. */
  onCancel?: (() => void) | undefined;
}

/** Something to export: a description and a button. */
export function Item(props: ItemProps) {
  const { title, about, children, action, disabled = false, progress, failure } = props;
  const { note = null, refusal = null, onDownload, onCancel } = props;
  const id = useId();
  const refusalId = `${id}-refusal`;
  return (
    <li class="export-item">
      <div>
        <h3>{title}</h3>
        <p class="hint" id={id}>
          {about}
        </p>
      </div>
      {children && (
        <div class="export-fields" role="group" aria-label={title}>
          {children}
        </div>
      )}
      {note !== null && <p class="hint export-news">{note}</p>}
      {refusal !== null && (
        <p class="hint fault export-news" id={refusalId}>
          {refusal}
        </p>
      )}
      <button
        type="button"
        aria-label={action}
        aria-describedby={refusal === null ? id : `${id} ${refusalId}`}
        disabled={disabled || refusal !== null || Boolean(progress)}
        onClick={onDownload}
      >
        Download
      </button>
      {progress && (
        <div class="export-news">
          <Bar label={progress.what} fraction={progress.fraction} />
          <p class="hint">{progress.what}</p>
          {onCancel && (
            <button type="button" class="quiet" onClick={onCancel}>
              Cancel
            </button>
          )}
        </div>
      )}
      {failure !== null && (
        <div class="export-news">
          <Failure message={failure} />
        </div>
      )}
    </li>
  );
}
