import type { Signal } from '@preact/signals';
import type { MapFrame, Place } from './map-frame.js';
import { Slider } from './slider.js';

interface CursorSlidersProps {
  cursor: Signal<Place>;
  frame: MapFrame;
  /** Whether the vertical position has no meaning. */
  flat: boolean;
}

/** The position of a map's cursor, for people who use no pointer. */
export function CursorSliders({ cursor, frame, flat }: CursorSlidersProps) {
  const { left, bottom, side } = frame;
  const { across, up } = cursor.value;
  return (
    <div class="sliders place">
      <Slider
        name="Across"
        minimum={left}
        maximum={left + side}
        step="any"
        value={across}
        onValue={(value) => (cursor.value = { across: value, up })}
      />
      {!flat && (
        <Slider
          name="Up"
          minimum={bottom}
          maximum={bottom + side}
          step="any"
          value={up}
          onValue={(value) => (cursor.value = { across, up: value })}
        />
      )}
    </div>
  );
}
