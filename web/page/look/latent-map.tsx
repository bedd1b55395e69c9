import { useSignal, type Signal } from '@preact/signals';
import { useMemo, useState } from 'preact/hooks';
import type { Colouring, Decoded, ImageShape, LatentMap } from '../../studio/contract.js';
import { count, integer, number, percent } from '../format.js';
import { data } from '../state/data.js';
import { running, weights } from '../state/run.js';
import { studio } from '../studio.js';
import { Failure } from '../ui/failure.js';
import { ChoiceField } from '../ui/field.js';
import { ImageSheet } from '../ui/image-sheet.js';
import { categoryPlaces } from './category-places.js';
import { frameOf, type MapFrame } from './map-frame.js';
import { MapLegend } from './map-legend.js';
import { MapPicture, type Place } from './map-picture.js';
import { looksOf, scaleOf } from './point-looks.js';
import { Readings } from './readings.js';
import { useAnswer } from './use-answer.js';
import { useDark } from './use-dark.js';
import { useMap } from './use-map.js';

/** The rows' places in the latent space, and what the model makes of any place there. */
export function LatentMapView({ shape }: { shape: ImageShape | null }) {
  const [follow, setFollow] = useState(false);
  const { map, failure, waiting, stale, drawAgain } = useMap(follow);
  return (
    <div class="view">
      {running.value && (
        <div class="row">
          <button type="button" disabled={!stale || waiting} onClick={drawAgain}>
            Draw again
          </button>
          <label class="check">
            <input
              type="checkbox"
              checked={follow}
              onChange={({ currentTarget }) => setFollow(currentTarget.checked)}
            />
            Draw after each epoch
          </label>
        </div>
      )}
      {!map && waiting && <p class="hint">Encoding the rows …</p>}
      {map && <DrawnMap map={map} shape={shape} />}
      <Failure message={failure} />
    </div>
  );
}

function DrawnMap({ map, shape }: { map: LatentMap; shape: ImageShape | null }) {
  const choices = useAnswer('choices', () => studio.look.colourings());
  const [chosen, choose] = useState<string | null>(null);
  const by = chosen ?? choices.answer?.[0] ?? null;
  const coloured = useAnswer(
    by,
    async (by) => ({ rows: map.rows, by, colouring: await studio.look.colouring(map.rows, by) }),
    map,
  );
  // Of another map it fits no longer; the same rows in another place it does.
  const colouring =
    coloured.answer?.rows.length === map.rows.length ? coloured.answer.colouring : UNCOLOURED(map);
  const scale = useMemo(
    () => (colouring.kind === 'numbers' ? scaleOf(colouring.values) : null),
    [colouring],
  );
  const [picked, pick] = useState<number | null>(null);
  const [hovered, hover] = useState<number | null>(null);
  const [grid, setGrid] = useState(false);
  const dark = useDark();
  const frame = useMemo(() => frameOf(map.points), [map]);
  const { looks, lookOf } = useMemo(
    () => looksOf(colouring, scale, { picked: hovered ?? picked, hidden: grid, dark }),
    [colouring, scale, hovered, picked, grid, dark],
  );
  const names = useMemo(() => categoryPlaces(map.points, colouring), [map, colouring]);
  const cursor = useSignal<Place>({ across: 0, up: 0 });
  const near = useSignal<number | null>(null);

  return (
    <>
      <div class="row">
        {by !== null && (
          <ChoiceField
            label="Colour by"
            value={by}
            choices={choices.answer!.map((choice) => [choice, choice] as const)}
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
            label="Latent map. The arrow keys move the cursor, with Shift in longer steps."
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
          {coloured.waiting && by === 'score' && <p class="hint">Scoring the rows …</p>}
        </div>
        <div>
          <MapReadings
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

/** Before its colours are there. */
const UNCOLOURED = ({ rows }: LatentMap): Colouring => ({
  kind: 'categories',
  names: ['rows'],
  ofValues: 0,
  codes: new Uint16Array(rows.length),
});

function isFlat({ up }: LatentMap): boolean {
  return up.every((value) => value === 0);
}

function aboutOf(map: LatentMap): string {
  const { rows, origin, share } = map;
  const all = data.value?.rows ?? rows.length;
  const which =
    rows.length < all
      ? `${integer(rows.length)} of ${integer(all)} rows, each`
      : `Each of ${count(rows.length, 'row')}`;
  const what = `${which} at the mean of its posterior.`;
  if (isFlat(map))
    return `${what} The latent space has one dimension: the height of a point means nothing.`;
  if (origin.length === 2) return `${what} The axes are the two latent dimensions.`;
  return (
    `${what} The axes are the first two principal components of the means: ` +
    `they have ${percent(share)} of the variance of all ${origin.length} dimensions.`
  );
}

interface CursorSlidersProps {
  cursor: Signal<Place>;
  frame: MapFrame;
  /** Whether height means nothing. */
  flat: boolean;
}

/** The cursor's place, for those who do not point. */
function CursorSliders({ cursor, frame, flat }: CursorSlidersProps) {
  const { across, up } = cursor.value;
  return (
    <div class="sliders place">
      <PlaceSlider
        name="Across"
        from={frame.left}
        side={frame.side}
        value={across}
        onValue={(value) => (cursor.value = { across: value, up })}
      />
      {!flat && (
        <PlaceSlider
          name="Up"
          from={frame.bottom}
          side={frame.side}
          value={up}
          onValue={(value) => (cursor.value = { across, up: value })}
        />
      )}
    </div>
  );
}

interface PlaceSliderProps {
  name: string;
  from: number;
  side: number;
  value: number;
  onValue: (value: number) => void;
}

function PlaceSlider({ name, from, side, value, onValue }: PlaceSliderProps) {
  return (
    <label class="slider">
      <span>{name}</span>
      <input
        type="range"
        min={from}
        max={from + side}
        step="any"
        value={value}
        onInput={({ currentTarget }) => onValue(currentTarget.valueAsNumber)}
      />
      <output>{value.toFixed(2)}</output>
    </label>
  );
}

interface MapReadingsProps {
  cursor: Signal<Place>;
  near: Signal<number | null>;
  map: LatentMap;
  shape: ImageShape | null;
  colouring: Colouring;
  /** What the colours are of; null until they are there. */
  by: string | null;
}

/** What the model makes of the cursor's place, and the row that is looked at, or was last. */
function MapReadings({ cursor, near, map, shape, colouring, by }: MapReadingsProps) {
  const here = useAnswer(
    cursor.value,
    async (place): Promise<Decoded> => studio.look.decode(Float32Array.from(latentAt(map, place))),
    map,
  );
  const row = useAnswer(near.value, async (point: number): Promise<Decoded> =>
    studio.look.rows([map.rows[point]!]),
  );
  const point = row.question;
  const about =
    point === null
      ? 'Point at the map to see the row behind a point; press or drag to decode.'
      : `Row ${integer(map.rows[point]! + 1)}` +
        (by === null ? '' : `, ${by}: ${valueOf(colouring, point)}`);
  return (
    <>
      <Readings
        shape={shape}
        readings={[
          { title: 'Decoded here', decoded: here.answer },
          { title: 'Nearest row', decoded: row.answer, note: about },
        ]}
      />
      <Failure message={here.failure ?? row.failure} />
    </>
  );
}

/** The latent vector at a place of the plane. */
function latentAt({ origin, across, up }: LatentMap, place: Place): number[] {
  return Array.from(
    origin,
    (value, index) => value + place.across * across[index]! + place.up * up[index]!,
  );
}

function valueOf(colouring: Colouring, point: number): string {
  if (colouring.kind === 'categories') return colouring.names[colouring.codes[point]!]!;
  const value = colouring.values[point]!;
  if (Number.isNaN(value)) return 'no value';
  return colouring.dates ? new Date(value).toISOString().slice(0, 10) : number(value);
}

const GRID = 12;

interface DecodedGridProps {
  map: LatentMap;
  frame: MapFrame;
  shape: ImageShape;
}

/** Images decoded all over the plane: what lies where, also where no row does. */
function DecodedGrid({ map, frame, shape }: DecodedGridProps) {
  const { answer } = useAnswer(
    frame,
    async ({ left, bottom, side }): Promise<Decoded> => {
      const step = side / GRID;
      const latents = Array.from({ length: GRID * GRID }, (_, cell) =>
        latentAt(map, {
          across: left + ((cell % GRID) + 0.5) * step,
          up: bottom + side - (Math.floor(cell / GRID) + 0.5) * step,
        }),
      );
      return studio.look.decode(Float32Array.from(latents.flat()));
    },
    weights.value,
  );
  return (
    <ImageSheet
      label="Images decoded all over the map"
      shape={shape}
      pixels={answer?.kind === 'images' ? answer.pixels : null}
      across={GRID}
      down={GRID}
    />
  );
}
