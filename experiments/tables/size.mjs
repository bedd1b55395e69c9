import { TableVAE } from 'vae1';
import { figure, requirement } from './figures.mjs';
import { adultLikeColumns, mixedColumns } from './large-tables.mjs';
import { watched } from './memory-peak.mjs';
import { settings } from './settings.mjs';

const MILLION = 1_000_000;
const ADULT = { rows: 48_000, epochs: 50, seconds: 60, threads: 2 };

const mebibytes = (bytes) => `${Math.round(bytes / 2 ** 20)} MiB`;

export async function* size() {
  yield { heading: '1,000,000 x 20, one epoch', figures: await million() };
  yield { heading: '48,000 x 15, in the shape of Adult', figures: await adult() };
}

async function million() {
  const table = mixedColumns(MILLION, 1);
  const model = new TableVAE({ ...settings, epochs: 1, seed: 1 });
  const { seconds, peak } = await watched(() => model.train(table));
  const [{ loss, seconds: inEpoch }] = model.history;
  model.dispose();
  const own = bytesOf(table);
  return [
    requirement(
      'trains',
      `${loss.toFixed(2)} nats per row`,
      'a finite loss',
      Number.isFinite(loss),
    ),
    figure('rows a second, reading and preparing included', String(Math.round(MILLION / seconds))),
    figure('rows a second, the epoch alone', String(Math.round(MILLION / inEpoch))),
    figure(
      'peak memory, less what was in use before',
      `${mebibytes(peak)}, ${(peak / own).toFixed(1)} times the table's ${mebibytes(own)}`,
    ),
  ];
}

async function adult() {
  const { rows, epochs, seconds: limit, threads } = ADULT;
  const table = adultLikeColumns(rows, 1);
  const model = new TableVAE({ ...settings, epochs, threads, seed: 1 });
  const { seconds, peak } = await watched(() => model.train(table));
  model.dispose();
  return [
    requirement(
      `${epochs} epochs on ${threads} threads`,
      `${seconds.toFixed(1)} s`,
      `< ${limit} s`,
      seconds < limit,
    ),
    figure('rows a second', String(Math.round((rows * epochs) / seconds))),
    figure('peak memory above what was there before', mebibytes(peak)),
  ];
}

/** The bytes of the columns as given: typed arrays by their length, others by 8 bytes a cell. */
function bytesOf(table) {
  return Object.values(table).reduce(
    (sum, cells) => sum + (cells.byteLength ?? 8 * cells.length),
    0,
  );
}
