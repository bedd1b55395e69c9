import { useEffect, useState } from 'preact/hooks';
import type { Decoded, ImageShape } from '../../contract/index.js';
import { integer } from '../ui/format.js';
import { weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { evenRows, randomRow } from './random-rows.js';
import { ShownRows } from './shown-rows.js';
import { RowField } from './row-field.js';
import { Slider } from './slider.js';
import { useAnswer } from './use-answer.js';

const MOST = 32;
/** In standard deviations of the prior. */
const REACH = 3;
const STEP = 0.05;

interface LatentSlidersProps {
  latentDim: number;
  /** Null for tables. */
  shape: ImageShape | null;
  /** Rows of the data; 0 if none are open. */
  rows: number;
}

function centre(latentDim: number): readonly number[] {
  return Array.from({ length: latentDim }, () => 0);
}

/** A slider for each latent dimension, and what the model decodes there. */
export function LatentSliders({ latentDim, shape, rows }: LatentSlidersProps) {
  const [latent, setLatent] = useState(() => centre(latentDim));
  const [row, setRow] = useState(0);
  const decoded = useAnswer(latent, decodedAt, weights.value);
  // Counts up to return to the same row.
  const [starts, setStarts] = useState(0);
  const start = useAnswer(rows > 0 ? row : null, placeOf, starts);
  const original = useAnswer(rows > 0 ? row : null, rowOf);
  useEffect(() => {
    if (start.answer) setLatent(start.answer);
  }, [start.answer]);

  const variances = useAnswer(rows === 0 ? null : evenRows(rows, SAMPLE), variancesOf);
  const dimensions = byVariance(latentDim, variances.answer);
  const shown = dimensions.slice(0, MOST);
  const move = (dimension: number, value: number) =>
    setLatent((former) => former.map((old, index) => (index === dimension ? value : old)));

  return (
    <div class="view">
      <div class="row">
        {rows > 0 && (
          <>
            <RowField label="From row" rows={rows} row={row} onRow={setRow} />
            <button type="button" onClick={() => setStarts(starts + 1)}>
              Reset
            </button>
            <button type="button" onClick={() => setRow(randomRow(rows))}>
              Random row
            </button>
          </>
        )}
        <button type="button" onClick={() => setLatent(centre(latentDim))}>
          Centre
        </button>
      </div>
      <div class={`beside small-first ${shape ? '' : 'of-table'}`}>
        <ShownRows
          shape={shape}
          rows={[
            { title: 'Decoded', decoded: decoded.answer },
            ...(rows > 0 ? [{ title: `Row ${integer(row + 1)}`, decoded: original.answer }] : []),
          ]}
        />
        <div class="sliders">
          {shown.map((dimension) => (
            <Slider
              key={dimension}
              name={`Dimension ${dimension + 1}`}
              minimum={-REACH}
              maximum={REACH}
              step={STEP}
              value={latent[dimension]!}
              onValue={(value) => move(dimension, value)}
            />
          ))}
        </div>
      </div>
      <p class="hint">
        {variances.answer ? 'Dimensions in which the rows vary most come first. ' : ''}
        {latentDim > MOST ? `Showing ${MOST} of ${integer(latentDim)} dimensions. ` : ''}
        The prior has mean 0 and standard deviation 1 in each.
      </p>
      <Failure message={decoded.failure ?? start.failure} />
    </div>
  );
}

const decodedAt = async (latent: readonly number[]): Promise<Decoded> =>
  studio.look.decode(Float32Array.from(latent));

const rowOf = async (row: number): Promise<Decoded> => studio.look.rows([row]);

const placeOf = async (row: number) => Array.from(await studio.look.encode([row]));

/** Rows used to order the dimensions. */
const SAMPLE = 512;

/** The variance of the posterior means over the rows, for each dimension. */
async function variancesOf(rows: readonly number[]): Promise<number[]> {
  const means = await studio.look.encode(rows);
  const dimensions = means.length / rows.length;
  return Array.from({ length: dimensions }, (_, dimension) => {
    let sum = 0;
    let squares = 0;
    for (let at = dimension; at < means.length; at += dimensions) {
      sum += means[at]!;
      squares += means[at]! ** 2;
    }
    return squares / rows.length - (sum / rows.length) ** 2;
  });
}

function byVariance(latentDim: number, variances: readonly number[] | null): number[] {
  const dimensions = Array.from({ length: latentDim }, (_, index) => index);
  return variances ? dimensions.sort((a, b) => variances[b]! - variances[a]!) : dimensions;
}
