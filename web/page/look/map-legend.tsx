import type { Colouring } from '../../contract/index.js';
import { number } from '../ui/format.js';
import { dateTextIn } from './date-text.js';
import { categoryLook, shownColour, type Scale } from './point-looks.js';
import { useDark } from './use-dark.js';

interface MapLegendProps {
  colouring: Colouring;
  scale: Scale | null;
  /** The highlighted category. */
  picked: number | null;
  onHover: (code: number | null) => void;
  onPick: (code: number | null) => void;
}

/** The legend of a map's colours. A category can be highlighted. */
export function MapLegend({ colouring, scale, picked, onHover, onPick }: MapLegendProps) {
  if (colouring.kind === 'numbers')
    return scale && <ScaleLegend {...{ scale }} dates={colouring.dates} />;
  return (
    <ul class="legend" aria-label="Categories">
      {colouring.names.map((name, code) => (
        <li key={code}>
          <button
            type="button"
            aria-pressed={picked === code}
            title={`Show only ${name}`}
            onClick={() => onPick(picked === code ? null : code)}
            onPointerEnter={(event) => event.pointerType === 'mouse' && onHover(code)}
            onPointerLeave={() => onHover(null)}
          >
            <Swatch code={code} ofValues={colouring.ofValues} />
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Swatch({ code, ofValues }: { code: number; ofValues: number }) {
  const { colour, mark } = categoryLook(code, ofValues);
  return (
    <svg class="swatch" viewBox="-8 -8 16 16" aria-hidden="true">
      {mark === 'dot' ? (
        <circle r="6" fill={colour} />
      ) : (
        <path d="M-7 0H7M0 -7V7" stroke={colour} stroke-width="4" />
      )}
    </svg>
  );
}

const STOPS = 12;

function ScaleLegend({ scale, dates }: { scale: Scale; dates: boolean }) {
  const dark = useDark();
  const { low, high, below, above } = scale;
  const text = dates ? dateTextIn(low, high) : number;
  const stops = Array.from({ length: STOPS }, (_, stop) => shownColour(stop / (STOPS - 1), dark));
  return (
    <div class="scale">
      <span>{`${below ? '≤ ' : ''}${text(low)}`}</span>
      <span
        class="scale-colours"
        style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }}
      />
      <span>{`${above ? '≥ ' : ''}${text(high)}`}</span>
    </div>
  );
}
