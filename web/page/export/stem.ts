import { computed, signal } from '@preact/signals';
import { fileStem } from '../../contract/file-stem.js';
import { data } from '../state/data.js';

/** The name of the file that the model came from. */
export const modelFile = signal('model');

/** The common prefix of exported file names, the same as in the studio. */
export const stem = computed(() => fileStem(data.value?.name ?? modelFile.value));
