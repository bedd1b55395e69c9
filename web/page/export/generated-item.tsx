import { useSignal } from '@preact/signals';
import { useMemo, useState } from 'preact/hooks';
import type { ModelSummary, RowFormat } from '../../contract/index.js';
import { count } from '../ui/format.js';
import { FieldFaults } from '../ui/field-faults.js';
import { NumberField } from '../ui/number-field.js';
import { chosenRows, MOST_ROWS } from '../look/generated-table.js';
import { textOfWishes, wishes, wishRefusal } from '../look/wishes.js';
import { FORMAT_NAMES, FormatField } from '../saving/format-field.js';
import { studio } from '../state/studio.js';
import { Item } from './item.js';
import { useFile } from '../saving/use-file.js';

// Each image is its own file in the zip.
const MOST_IMAGES = 10_000;
const USUAL_IMAGES = 100;
const MOST_SEED = Number.MAX_SAFE_INTEGER;

/** New rows or images, with a chosen count and seed: of rows those of their view. */
export function GeneratedItem({ model }: { model: ModelSummary }) {
  const isTable = model.kind === 'table';
  const images = useSignal({ count: USUAL_IMAGES, seed: 1 });
  const chosen = isTable ? chosenRows : images;
  const [format, setFormat] = useState<RowFormat>('csv');
  const faults = useMemo(() => new FieldFaults(), []);
  const { download, ...state } = useFile();
  const refusal = isTable ? wishRefusal.value : null;
  const save = () => {
    // The click may be what ended the typing, before the button was drawn as off.
    if (faults.first !== null || (isTable && wishRefusal.value !== null)) return;
    const wanted = { what: 'generated', ...chosen.value } as const;
    void download(isTable ? { ...wanted, format, wishes: wishes.value } : wanted);
  };
  return (
    <Item
      title={isTable ? 'Generated rows' : 'Generated images'}
      about={
        isTable
          ? `${count(model.columns?.length ?? 0, 'column')}, named and written as in the data`
          : `A zip of PNG files, ${sizeOf(model)} pixels each`
      }
      note={isTable && refusal === null ? asAsked() : null}
      refusal={refusal && `${refusal} See “Conditions and balance” under “Generated rows”.`}
      action={
        isTable
          ? `Download generated rows (${FORMAT_NAMES[format]})`
          : 'Download generated images (zip)'
      }
      {...state}
      disabled={faults.first !== null}
      onDownload={save}
      onCancel={isTable ? () => void studio.export.cancel() : undefined}
    >
      <NumberField
        label={isTable ? 'Rows' : 'Images'}
        value={chosen.value.count}
        minimum={1}
        maximum={isTable ? MOST_ROWS : MOST_IMAGES}
        faults={faults}
        onValue={(count) => (chosen.value = { ...chosen.value, count })}
      />
      <SeedField
        seed={chosen.value.seed}
        faults={faults}
        onSeed={(seed) => (chosen.value = { ...chosen.value, seed })}
      />
      {isTable && <FormatField format={format} onFormat={setFormat} />}
    </Item>
  );
}

/** What is asked of the rows in their view; null if nothing is. */
function asAsked(): string | null {
  const text = textOfWishes(wishes.value);
  return text ? `As asked for under “Generated rows”: ${text}.` : null;
}

interface SeedFieldProps {
  seed: number;
  faults: FieldFaults;
  onSeed: (seed: number) => void;
}

function SeedField({ seed, faults, onSeed }: SeedFieldProps) {
  return (
    <NumberField
      label="Seed"
      value={seed}
      minimum={0}
      maximum={MOST_SEED}
      faults={faults}
      onValue={onSeed}
    />
  );
}

/** One picture with 64 new images. */
export function SheetItem({ model }: { model: ModelSummary }) {
  const [seed, setSeed] = useState(1);
  const faults = useMemo(() => new FieldFaults(), []);
  const { download, ...state } = useFile();
  return (
    <Item
      title="Sheet of new images"
      about={`One PNG with 64 images, ${sizeOf(model)} pixels each, enlarged`}
      action="Download sheet of new images (PNG)"
      {...state}
      disabled={faults.first !== null}
      onDownload={() => void download({ what: 'sheet', seed })}
    >
      <SeedField seed={seed} faults={faults} onSeed={setSeed} />
    </Item>
  );
}

function sizeOf({ shape }: ModelSummary): string {
  return shape ? `${shape.width} × ${shape.height}` : '';
}
