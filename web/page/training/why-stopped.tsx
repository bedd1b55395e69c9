import { data } from '../state/data.js';
import { history, model } from '../state/run.js';
import { form } from './form.js';
import { stopWords } from './stop-words.js';

/** Why the run has ended, if not with its last epoch. */
export function WhyStopped() {
  const made = model.value;
  const settings = form.value;
  if (!made || !settings || !data.value) return null;
  const words = stopWords(made, history.value, settings, data.value.rows);
  return words && <p class="why-stopped">{words}</p>;
}
