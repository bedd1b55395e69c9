import { chosen, forgetChoices, recalled } from './open-data.js';

/** Says that the options are those of an earlier file, or that they will be for the next one. */
export function Remembered({ disabled }: { disabled: boolean }) {
  if (Object.keys(chosen.value).length === 0) return null;
  return (
    <div class="remembered">
      <p class="hint">
        {recalled.value
          ? 'As last time for these columns.'
          : 'This browser remembers your choices for files with these columns.'}
      </p>
      <button type="button" class="quiet" disabled={disabled} onClick={() => void forgetChoices()}>
        Forget these choices
      </button>
    </div>
  );
}
