import { useEffect, useRef } from 'preact/hooks';
import type { DataSummary } from '../../contract/index.js';
import { model, running } from '../state/run.js';
import { ColumnList } from './column-list.js';
import { FirstImages } from './first-images.js';
import { FirstRows } from './first-rows.js';
import { extentOf } from './open-data.js';
import { ReadingChoices } from './reading-choices.js';

/** The open data: size, notes and a preview. */
export function OpenData({ data }: { data: DataSummary }) {
  const name = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The control that opened the data is gone, so the focus was lost.
    if (document.activeElement === document.body) name.current?.focus({ preventScroll: true });
  }, [data]);

  return (
    <>
      <h3 class="data-name" tabIndex={-1} ref={name}>
        {data.name}
      </h3>
      <p class="data-extent">{extentOf(data)}</p>
      {data.notes.length > 0 && (
        <ul class="data-notes">
          {data.notes.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      <details
        class="preview"
        open={model.value === null && !running.value}
        onToggle={({ currentTarget: preview }) => {
          // Beside a model, opening it moves it to the top of the page.
          if (preview.open) preview.closest('.card')!.scrollIntoView({ block: 'nearest' });
        }}
      >
        <summary>{data.kind === 'table' ? 'Columns and first rows' : 'First images'}</summary>
        {data.kind === 'table' ? (
          <>
            <ColumnList columns={data.columns} />
            <FirstRows table={data} />
          </>
        ) : (
          <FirstImages images={data} />
        )}
      </details>
      <ReadingChoices reading={data.reading} members={data.members} />
    </>
  );
}
