import { computed } from '@preact/signals';
import { data } from './data.js';

/** The decimal mark of the open file, in which tables of rows show their numbers. */
export const decimalMark = computed(() =>
  data.value?.kind === 'table' && data.value.reading.decimal === ',' ? ',' : '.',
);
