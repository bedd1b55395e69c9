import { useSignal } from '@preact/signals';
import { useMemo, useState } from 'preact/hooks';
import type { Colouring, ImageShape, LatentMap } from '../../contract/index.js';
import { count, integer, percent } from '../ui/format.js';
import { data } from '../state/data.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { ChoiceField } from '../ui/field.js';
import { categoryPlaces } from './category-places.js';
import { CursorSliders } from './cursor-sliders.js';
import { DecodedGrid } from './decoded-grid.js';
import { frameOf, type Place } from './map-frame.js';
import { MapLegend } from './map-legend.js';
import { MapPicture } from './map-picture.js';
import { CursorRows } from './cursor-rows.js';
import { looksOf, scaleOf } from './point-looks.js';
import { useAnswer } from './use-answer.js';
import { useDark } from './use-dark.js';

/** The map, and what the model decodes at any position. */
export function DrawnMap({ map, shape }: { map: LatentMap; shape: ImageShape | null }) {
  const choices = useAnswer('choices', () => studio.look.colourings());
  const [chosen, choose] = useState<string | null>(null);
  const by = chosen ?? usual(choices.answer ?? []);
  const coloured = useAnswer(
    by,
    async (by) => ({ rows: map.rows, by, colouring: await studio.look.colouring(map.rows, by) }),
    map,
  );
  // A colouring of other rows does not fit this map; one of the same rows at new positions does.
  const uncoloured = useMemo(() => uncolouredOf(map), [map]);
  const colouring =
    coloured.answer?.rows.length === map.rows.length ? coloured.answer.colouring : uncoloured;
  const scale = useMemo(
    () => (colouring.kind === 'numbers' ? scaleOf(colouring.values) : null),
    [colouring],
  );
  const [picked, pick] = useState<number | null>(null);
  const [hovered, hover] = useState<number | null>(null);
  const standsOut = hovered ?? picked;
  const [grid, setGrid] = useState(false);
  const dark = useDark();
  const frame = useMemo(() => frameOf(map.points), [map]);
  const { looks, lookOf } = useMemo(
    () => looksOf(colouring, scale, { picked: standsOut, hidden: grid, dark }),
    [colouring, scale, standsOut, grid, dark],
  );
  const names = useMemo(
    () => categoryPlaces(map.points, colouring, standsOut),
    [map, colouring, standsOut],
  );
  const cursor = useSignal<Place>({ across: 0, up: 0 });
  const near = useSignal<number | null>(null);

  const endScoring = () => {
    void studio.look.cancel();
    choose(null);
  };

  return (
    <>
      <div class="row">
        {by !== null && (
          <ChoiceField
            label="Colour by"
            value={by}
            choices={choices.answer!.map((choice) => [choice, choiceText(choice)] as const)}
            onValue={(value) => {
              choose(value);
              pick(null);
              hover(null);
            }}
          />
        )}
        {shape && (
          <label class="check">
            <input
              type="checkbox"
              checked={grid}
              onChange={({ currentTarget }) => setGrid(currentTarget.checked)}
            />
            Show decoded grid
          </label>
        )}
      </div>
      <div class={shape ? 'beside' : 'beside of-table'}>
        <div class="map">
          <MapPicture
            label="Latent map. The arrow keys move the cursor; with Shift they take longer steps."
            {...{ frame, looks, lookOf, names, cursor, near }}
            points={map.points}
          >
            {shape && grid && <DecodedGrid {...{ map, frame, shape }} />}
          </MapPicture>
          <CursorSliders cursor={cursor} frame={frame} flat={isFlat(map)} />
          <MapLegend
            colouring={colouring}
            scale={scale}
            picked={picked}
            onHover={hover}
            onPick={pick}
          />
          {coloured.waiting && by === 'score' && (
            <div class="row">
              <p class="hint">Scoring the rows…</p>
              <button type="button" onClick={endScoring}>
                Cancel
              </button>
            </div>
          )}
        </div>
        <div>
          <CursorRows
            {...{ cursor, near, map, shape, colouring }}
            by={coloured.answer?.by ?? null}
          />
        </div>
      </div>
      <p class="hint">{aboutOf(map)}</p>
      <Failure message={choices.failure ?? coloured.failure} />
    </>
  );
}

/** The initial colouring: a column with few enough categories to distinguish, if there is one. */
function usual(choices: readonly string[]): string | null {
  const summary = data.value;
  const columns = summary?.kind === 'table' ? summary.columns : [];
  const few = columns.find(
    ({ name, type, categories }) =>
      (type === 'categorical' || type === 'boolean') &&
      (categories ?? 0) <= FEW_CATEGORIES &&
      choices.includes(name),
  );
  return few?.name ?? choices[0] ?? null;
}

/** Enough for the ten digits. */
const FEW_CATEGORIES = 10;

/** A colouring's label; columns use their own names. */
function choiceText(by: string): string {
  const summary = data.value;
  const columns = summary?.kind === 'table' ? summary.columns : [];
  return by === 'score' && !columns.some(({ name }) => name === by) ? 'anomaly score, in nats' : by;
}

/** Shown until the colours have loaded. */
function uncolouredOf({ rows }: LatentMap): Colouring {
  const codes = new Uint16Array(rows.length);
  return { kind: 'categories', names: ['rows'], ofValues: 0, codes };
}

function isFlat({ up }: LatentMap): boolean {
  return up.every((value) => value === 0);
}

function aboutOf(map: LatentMap): string {
  const { rows, origin, share, byLabels } = map;
  const all = data.value?.rows ?? rows.length;
  const which =
    rows.length < all
      ? `${integer(rows.length)} of ${integer(all)} rows, each`
      : `Each of ${count(rows.length, 'row')}`;
  const what = `${which} at the mean of its posterior.`;
  if (isFlat(map))
    return `${what} The latent space has one dimension, so a point’s height has no meaning.`;
  if (origin.length === 2) return `${what} The axes are the two latent dimensions.`;
  const axes = byLabels
    ? 'The axes separate the labels best'
    : 'The axes are the first two principal components of the means';
  return (
    `${what} ${axes}: ` +
    `they explain ${percent(share)} of the variance of all ${integer(origin.length)} dimensions.`
  );
}
