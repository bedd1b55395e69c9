import type { TargetedEvent } from 'preact';
import { useState } from 'preact/hooks';
import { messageOf } from '../message-of.js';
import { announce } from '../state/announcement.js';
import { data, leftOut } from '../state/data.js';
import { curve, history, model, news, running, settings, weights } from '../state/run.js';
import { studio } from '../studio.js';
import { Failure } from '../ui/failure.js';
import { Field } from '../ui/field.js';
import { modelFile } from './stem.js';
import './load-model.css';

/** Opens a model file in place of the model. Needs neither data nor a model to be there. */
export function LoadModel() {
  const [isOpening, setOpening] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [closed, setClosed] = useState(false);

  const open = async ({ currentTarget: input }: TargetedEvent<HTMLInputElement>) => {
    const file = input.files?.[0];
    if (!file) return;
    setFailure(null);
    setClosed(false);
    setOpening(true);
    try {
      const had = data.value !== null;
      show(await studio.takeAway.openModel(file));
      modelFile.value = file.name;
      setClosed(had && !data.value);
      announce(`The model of ${file.name} is open.`);
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setOpening(false);
      // So that the same file can be chosen again.
      input.value = '';
    }
  };

  return (
    <div class="load-model">
      <Field label="Load a model file" hint="A .vae1 file: saved here, or with save() in Node">
        {(ids) => (
          <input
            {...ids}
            type="file"
            accept=".vae1"
            disabled={running.value || isOpening}
            onChange={(event) => void open(event)}
          />
        )}
      </Field>
      {closed && (
        <p class="note" role="status">
          The data that were open are not of the kind that this model is of, so they are closed.
        </p>
      )}
      <Failure message={failure} />
    </div>
  );
}

type Opened = Awaited<ReturnType<typeof studio.takeAway.openModel>>;

function show(opened: Opened): void {
  if (!opened.model.data) data.value = null;
  const known = opened.model.columns;
  const open = data.value;
  const unknown =
    known && open?.kind === 'table'
      ? open.columns.map(({ name }) => name).filter((name) => !known.includes(name))
      : [];
  leftOut.value = new Set(unknown);
  settings.value = null;
  news.value = null;
  curve.value = [];
  history.value = opened.history;
  model.value = opened.model;
  weights.value++;
}
