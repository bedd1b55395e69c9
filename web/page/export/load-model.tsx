import { useState } from 'preact/hooks';
import { messageOf } from '../ui/message-of.js';
import { data, reading } from '../state/data.js';
import { running } from '../state/run.js';
import { Failure } from '../ui/failure.js';
import { FileChoice } from '../ui/file-choice.js';
import { openModel } from './open-model.js';

/** Loads a saved model file. */
export function LoadModel() {
  const [isOpening, setOpening] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const open = async (file: File) => {
    setFailure(null);
    setOpening(true);
    try {
      await openModel(file);
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setOpening(false);
    }
  };

  return (
    <div class="load-model">
      <FileChoice
        label="Load a model file"
        hint={
          'A .vae1 file saved here or with save() in Node.' +
          (data.value ? '' : ' To compare it with its data, open the data first.')
        }
        accept=".vae1"
        disabled={running.value || isOpening || reading.value !== null}
        onFiles={([file]) => void open(file!)}
      />
      <Failure message={failure} />
    </div>
  );
}
