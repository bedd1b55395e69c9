// Decoded paths through the latent space.
import {
  type DataSource,
  isBytes,
  isNumericArray,
  type Row,
  rowSource,
} from '../data/data-source.js';
import { shapeError } from '../data/shape-error.js';
import type { EngineClient } from '../engine/engine-client.js';
import type { Numbers } from '../engine/native.js';
import { VAEError } from '../errors/errors.js';
import { PATH_METHODS } from '../options/choices.js';
import { readOption } from '../options/options.js';
import { inChunks, type Reader } from './reader.js';
import { resultArray } from '../data/result-array.js';
import { readingOf } from '../errors/reading-of.js';
import { show } from '../errors/show.js';
import type { InterpolateOptions, SignalOption } from '../options/vae-options.js';

type Floats = Float32Array<ArrayBuffer>;

export async function interpolate(
  reader: Reader,
  a: Row,
  b: Row,
  steps: number | undefined,
  options: InterpolateOptions,
): Promise<Floats> {
  const facts = reader.trained('interpolate()');
  const total = readOption('interpolate()', 'steps', steps);
  const { method, signal } = reader.options('interpolate()', options);
  const from = rowSource(a, 'a', facts.features);
  const to = rowSource(b, 'b', facts.features);
  const out = resultArray(total, facts.features, Float32Array);
  await reader.read(signal, async (engine) => {
    const ends = new Float32Array(2 * reader.latentDim);
    ends.set(await latentOf(engine, from));
    ends.set(await latentOf(engine, to), reader.latentDim);
    await inChunks(total, reader.chunkRows(facts), signal, async (first, n) => {
      const block = { rows: n, first, values: ends.slice() };
      const rows = await engine.call('read', 'interpolate', block, {
        steps: total,
        method: PATH_METHODS.indexOf(method),
      });
      out.set(rows, first * facts.features);
    });
  });
  return out;
}

export async function traverse(
  reader: Reader,
  row: Row,
  dimension: number,
  values: Row,
  options: SignalOption,
): Promise<Floats> {
  const facts = reader.trained('traverse()');
  const { signal } = reader.options('traverse()', options);
  const { latentDim } = reader;
  if (!Number.isInteger(dimension) || dimension < 0 || dimension >= latentDim)
    throw new VAEError(
      'ERR_OPTION',
      `dimension of traverse() must be an integer from 0 to ${latentDim - 1}, ` +
        `not ${show(dimension)}.`,
    );
  const source = rowSource(row, 'row', facts.features);
  const places = placesOf(values);
  const out = resultArray(places.length, facts.features, Float32Array);
  await reader.read(signal, async (engine) => {
    const mean = await latentOf(engine, source);
    await inChunks(places.length, reader.chunkRows(facts), signal, async (first, n) => {
      const values = new Float32Array(n * latentDim);
      for (let i = 0; i < n; i++) {
        values.set(mean, i * latentDim);
        values[i * latentDim + dimension] = places[first + i]!;
      }
      const rows = await engine.call('read', 'decode', { rows: n, first, values });
      out.set(rows, first * facts.features);
    });
  });
  return out;
}

/** The posterior mean of a single row. */
async function latentOf(engine: EngineClient, row: DataSource): Promise<Numbers> {
  const block = { rows: 1, first: 0, values: row.chunk(0, 1) };
  const posterior = await engine.call('read', 'encode', block);
  return posterior.slice(0, posterior.length / 2);
}

/** The values of a traversal. */
function placesOf(values: unknown): Float32Array {
  const name = 'values';
  return readingOf('ERR_DATA_SHAPE', name, () => {
    if (!Array.isArray(values) && (!isNumericArray(values) || isBytes(values)))
      throw shapeError({ name }, `must be an array of numbers, not ${show(values)}`);
    const given = values as ArrayLike<unknown>;
    if (given.length === 0) throw shapeError({ name }, 'is empty; it needs at least one number');
    return Float32Array.from(given, (value, index) => {
      const number = typeof value === 'bigint' ? Number(value) : value;
      if (typeof number === 'number' && Number.isFinite(Math.fround(number))) return number;
      throw new VAEError(
        'ERR_DATA_VALUE',
        `values has ${show(value)} at index ${index}, expected a finite 32-bit number.`,
      );
    });
  });
}
