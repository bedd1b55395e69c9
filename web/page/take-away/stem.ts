import { computed, signal } from '@preact/signals';
import { fileStem } from '../../studio/take-away/file-stem.js';
import { data } from '../state/data.js';

/** The name of the model's file, where it came from one. */
export const modelFile = signal('model');

/** What the names of files begin with, as the studio has it. */
export const stem = computed(() => fileStem(data.value?.name ?? modelFile.value));
