import type { EpochFigures } from '../../contract/index.js';
import { CsvFile } from './csv-file.js';

/** The losses as CSV, with a line per epoch; unmeasured values are gaps. */
export function curves(history: readonly EpochFigures[]): Blob {
  const file = new CsvFile([
    'epoch',
    ...LOSSES,
    ...LOSSES.map((loss) => `held_out_${loss}`),
    'seconds',
  ]);
  file.add(
    history.map((figures) => [
      figures.epoch,
      ...LOSSES.map((loss) => figures[loss]),
      ...LOSSES.map((loss) => figures.validation?.[loss]),
      figures.seconds,
    ]),
  );
  return file.blob();
}

const LOSSES = ['loss', 'reconstruction', 'kl'] as const;
