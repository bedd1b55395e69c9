import { useState } from 'preact/hooks';
import type { ModelForm, ModelSummary } from '../../contract/index.js';
import { count } from '../ui/format.js';
import { history, weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { useAnswer } from '../look/use-answer.js';
import { FileItem } from './file-item.js';
import { Item } from './item.js';
import { stem } from './stem.js';

/** What each form for other programs is called, and what it is for. */
const FORMS: Readonly<Record<Exclude<ModelForm, 'vae1'>, readonly [title: string, about: string]>> =
  {
    safetensors: ['safetensors', 'All weights by name, for Python and others; opens in Node, too'],
    encoder: ['ONNX encoder', 'Rows to means and log-variances of their latents'],
    decoder: ['ONNX decoder', 'Latents to rows'],
    score: ['ONNX score', 'Rows to anomaly scores'],
    impute: ['ONNX impute', 'Rows with gaps to rows with values drawn for them'],
  };

/** The model as our own file, and for other programs. */
export function ModelItems({ model }: { model: ModelSummary }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <FileItem
        title="Model file"
        about={`${stem.value}.vae1, ${count(model.parameters, 'parameter')}: opens here and in Node`}
        action="Download model file"
        wanted={{ what: 'model' }}
      />
      <li class="export-item">
        <details class="export-forms" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>Model for other programs: safetensors, ONNX</summary>
          {open && <Forms />}
        </details>
      </li>
    </>
  );
}

/** Whether the model has a form is known only by trying, so they are asked for when they are seen. */
function Forms() {
  const { answer, failure } = useAnswer(
    history.value.length,
    () => studio.export.modelForms(),
    weights.value,
  );
  if (!answer)
    return failure === null ? <p class="hint">Looking…</p> : <Failure message={failure} />;
  return (
    <ul class="export-list">
      {answer.map(({ form, refused }) => {
        const [title, about] = FORMS[form as keyof typeof FORMS];
        if (refused === null)
          return (
            <FileItem
              key={form}
              title={title}
              about={about}
              action={`Download ${title}`}
              wanted={{ what: 'model', form }}
            />
          );
        return (
          <Item
            key={form}
            title={title}
            about={`Not for this model. ${refused}`}
            action={`Download ${title}`}
            disabled
            failure={null}
            onDownload={() => {}}
          />
        );
      })}
    </ul>
  );
}
