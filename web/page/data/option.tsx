import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { lastChanged } from './open-data.js';

/** The control of one option. It takes the focus back after a change of it has read the file again. */
export function Option({ name, children }: { name: string; children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (lastChanged.value !== name || document.activeElement !== document.body) return;
    lastChanged.value = null;
    place.current?.querySelector<HTMLElement>('select, input, button')?.focus();
  }, []);
  return (
    <div class="option" ref={place}>
      {children}
    </div>
  );
}
