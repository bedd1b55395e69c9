import { model } from '../state/run.js';
import { keeping } from '../training/run-control.js';
import { FileChoice } from '../ui/file-choice.js';
import { chosenFiles } from './dropped-files.js';
import { openFiles } from './open-data.js';
import { SampleTiles } from './sample-tiles.js';

/** Where people choose data: their own files, or a sample. */
export function DropZone() {
  return (
    <>
      <div class="drop-zone">
        <DropPicture />
        <p class="drop-call">Drop a table or images here</p>
        <div class="drop-choices">
          <FileChoice label="Choose files" primary multiple onFiles={take} />
          {'webkitdirectory' in HTMLInputElement.prototype && (
            <FileChoice label="Choose a folder" folder onFiles={take} />
          )}
        </div>
        <dl class="formats">
          <div>
            <dt>Tables</dt>
            <dd>CSV, Excel, JSON, Parquet, Arrow, ARFF, NPY, NPZ</dd>
          </div>
          <div>
            <dt>Images</dt>
            <dd>PNG, JPEG or WebP files, a folder or zip of them, MNIST’s IDX</dd>
          </div>
        </dl>
      </div>
      {model.value && (
        <p class="note">
          {keeping.value.kept === null
            ? 'Opening other data also discards the model. Save it first.'
            : 'Opening other data also closes the model. It stays among the kept runs.'}
        </p>
      )}
      <SampleTiles />
    </>
  );
}

function take(list: FileList): void {
  const files = chosenFiles(list);
  if (files.length > 0) void openFiles(files);
}

function DropPicture() {
  return (
    <svg class="drop-picture" viewBox="0 0 48 48" aria-hidden="true">
      <path d="M24 6v24M14 21l10 10 10-10M7 32v7a3 3 0 0 0 3 3h28a3 3 0 0 0 3-3v-7" />
    </svg>
  );
}
