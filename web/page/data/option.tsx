import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { lastChanged } from './open-data.js';
import { tabStop } from './tab-stop.js';

/** Which way the Tab key was about to leave the control that was changed last; 0 if it was not. */
let leaving: -1 | 0 | 1 = 0;

/**
 * The control of one option. After a change of it has read the file again it takes the focus back, or
 * hands it on if the Tab key made the change.
 */
export function Option({ name, children }: { name: string; children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (lastChanged.value !== name || document.activeElement !== document.body) return;
    lastChanged.value = null;
    const control = place.current?.querySelector<HTMLElement>('select, input, button');
    if (control) (leaving === 0 ? control : tabStop(control, leaving)).focus();
    leaving = 0;
  }, []);
  return (
    <div
      class="option"
      ref={place}
      onFocusIn={() => (leaving = 0)}
      onKeyDown={({ key, shiftKey }) => (leaving = key !== 'Tab' ? 0 : shiftKey ? -1 : 1)}
    >
      {children}
    </div>
  );
}
