import type { Signal } from '@preact/signals';
import type { Colouring, Decoded, ImageShape, LatentMap } from '../../contract/index.js';
import { integer, number } from '../ui/format.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { latentAt } from './latent-at.js';
import { latentWeights } from './map-training.js';
import type { Place } from './map-frame.js';
import { ShownRows } from './shown-rows.js';
import { dateTextIn } from './date-text.js';
import { useAnswer } from './use-answer.js';

interface CursorRowsProps {
  cursor: Signal<Place>;
  near: Signal<number | null>;
  map: LatentMap;
  shape: ImageShape | null;
  colouring: Colouring;
  /** What the points are coloured by; null until the colours have loaded. */
  by: string | null;
}

/** The model's decoding at the cursor, and the row last pointed at. */
export function CursorRows({ cursor, near, map, shape, colouring, by }: CursorRowsProps) {
  const here = useAnswer(
    cursor.value,
    async (place): Promise<Decoded> => studio.look.decode(Float32Array.from(latentAt(map, place))),
    latentWeights.value,
  );
  const row = useAnswer(near.value, async (point: number): Promise<Decoded> =>
    studio.look.rows([map.rows[point]!]),
  );
  const point = row.question;
  const about =
    point === null
      ? 'Hover over a point to see its row. Click or drag to decode.'
      : `Row ${integer(map.rows[point]! + 1)}` +
        (by === null ? '' : `, ${by}: ${valueOf(colouring, point)}`);
  return (
    <>
      <ShownRows
        shape={shape}
        rows={[
          { title: 'Decoded here', decoded: here.answer },
          { title: 'Nearest row', decoded: row.answer, note: about },
        ]}
      />
      <Failure message={here.failure ?? row.failure} />
    </>
  );
}

function valueOf(colouring: Colouring, point: number): string {
  if (colouring.kind === 'categories') return colouring.names[colouring.codes[point]!]!;
  const value = colouring.values[point]!;
  if (Number.isNaN(value)) return 'no value';
  if (!colouring.dates) return number(value);
  const known = colouring.values.filter((each) => !Number.isNaN(each));
  const ends = [Math.min, Math.max].map((end) => known.reduce((a, b) => end(a, b)));
  return dateTextIn(ends[0]!, ends[1]!)(value);
}
