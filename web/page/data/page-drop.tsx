import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { droppedFiles } from './dropped-files.js';
import { openFiles } from './open-data.js';

/** Accepts files dropped anywhere on the page, and shows a drop target meanwhile. */
export function PageDrop() {
  const over = useSignal(false);

  useEffect(() => {
    const ends = new AbortController();
    const on = (type: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      addEventListener(type, listener, { signal: ends.signal });
    on('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      over.value = true;
    });
    on('dragleave', (event) => {
      // Only when the pointer leaves the page, not when it moves between elements.
      if (event.relatedTarget === null) over.value = false;
    });
    on('drop', async (event) => {
      over.value = false;
      // Another part of the page may have handled the drop.
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      const files = await droppedFiles(event.dataTransfer);
      if (files.length > 0) await openFiles(files);
    });
    return () => ends.abort();
  }, []);

  return (
    over.value && (
      <div class="page-drop" aria-hidden="true">
        <p>Drop to open</p>
      </div>
    )
  );
}
