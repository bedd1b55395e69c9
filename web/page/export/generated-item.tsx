import { useMemo, useState } from 'preact/hooks';
import type { ModelSummary, RowFormat } from '../../contract/index.js';
import { count } from '../ui/format.js';
import { data } from '../state/data.js';
import { FieldFaults } from '../ui/field-faults.js';
import { NumberField } from '../ui/number-field.js';
import { wishesText } from '../look/wish-lines.js';
import { wishes, wishFault } from '../look/wishes.js';
import { FORMAT_NAMES, FormatField } from '../saving/format-field.js';
import { studio } from '../state/studio.js';
import { Item } from './item.js';
import { useFile } from '../saving/use-file.js';

const MOST_ROWS = 1_000_000;
// Each image is its own file in the zip.
const MOST_IMAGES = 10_000;
const USUAL_IMAGES = 100;
const USUAL_ROWS = 1000;
const MOST_SEED = Number.MAX_SAFE_INTEGER;

/** New rows or images, with a chosen count and seed. */
export function GeneratedItem({ model }: { model: ModelSummary }) {
  const isTable = model.kind === 'table';
  const most = isTable ? MOST_ROWS : MOST_IMAGES;
  const usual = isTable ? Math.min(most, data.value?.rows ?? USUAL_ROWS) : USUAL_IMAGES;
  const [asked, ask] = useState<number | null>(null);
  const [seed, setSeed] = useState(1);
  const [format, setFormat] = useState<RowFormat>('csv');
  const faults = useMemo(() => new FieldFaults(), []);
  const { download, ...state } = useFile();
  const rows = asked ?? usual;
  const wanted = { what: 'generated', count: rows, seed } as const;
  return (
    <Item
      title={isTable ? 'Generated rows' : 'Generated images'}
      about={
        isTable
          ? `${count(model.columns?.length ?? 0, 'column')}, named and written as in the data`
          : `A zip of PNG files, ${sizeOf(model)} pixels each`
      }
      note={isTable ? asAsked() : null}
      action={
        isTable
          ? `Download generated rows (${FORMAT_NAMES[format]})`
          : 'Download generated images (zip)'
      }
      {...state}
      disabled={faults.first !== null || (isTable && wishFault.value !== null)}
      onDownload={() =>
        void download(isTable ? { ...wanted, format, wishes: wishes.value } : wanted)
      }
      onCancel={isTable ? () => void studio.export.cancel() : undefined}
    >
      <NumberField
        label={isTable ? 'Rows' : 'Images'}
        value={rows}
        minimum={1}
        maximum={most}
        faults={faults}
        onValue={ask}
      />
      <SeedField seed={seed} faults={faults} onSeed={setSeed} />
      {isTable && <FormatField format={format} onFormat={setFormat} />}
    </Item>
  );
}

/** What is asked of the rows in their view; null if nothing is. */
function asAsked(): string | null {
  const text = wishesText(wishes.value);
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
