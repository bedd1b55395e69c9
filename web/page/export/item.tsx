import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Progress } from '../../contract/index.js';
import { Bar } from '../ui/bar.js';
import { Failure } from '../ui/failure.js';

interface ItemProps {
  title: string;
  /** What it contains: size, shape, order. */
  about: ComponentChildren;
  /** Fields for choices. */
  children?: ComponentChildren;
  /** The button's label for screen readers. */
  action: string;
  disabled?: boolean;
  progress?: Progress | null;
  failure: string | null;
  onDownload: () => void;
}

/** Something to export: a description and a button. */
export function Item(props: ItemProps) {
  const { title, about, children, action, disabled = false, progress, failure, onDownload } = props;
  const id = useId();
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
      <button
        type="button"
        aria-label={action}
        aria-describedby={id}
        disabled={disabled || Boolean(progress)}
        onClick={onDownload}
      >
        Download
      </button>
      {progress && (
        <div class="export-news">
          <Bar label={progress.what} fraction={progress.fraction} />
          <p class="hint">{progress.what}</p>
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
