import { useMemo, useState } from 'preact/hooks';
import type { ModelSummary } from '../../contract/index.js';
import { count } from '../ui/format.js';
import { data } from '../state/data.js';
import { FieldFaults } from '../ui/field-faults.js';
import { NumberField } from '../ui/number-field.js';
import { Item } from './item.js';
import { useFile } from './use-file.js';

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
  const faults = useMemo(() => new FieldFaults(), []);
  const { download, ...state } = useFile();
  const rows = asked ?? usual;
  return (
    <Item
      title={isTable ? 'Generated rows' : 'Generated images'}
      about={
        isTable
          ? `CSV with ${count(model.columns?.length ?? 0, 'column')}, named as in the data`
          : `A zip of PNG files, ${sizeOf(model)} pixels each`
      }
      action={isTable ? 'Download generated rows (CSV)' : 'Download generated images (zip)'}
      {...state}
      disabled={faults.first !== null}
      onDownload={() => void download({ what: 'generated', count: rows, seed })}
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
    </Item>
  );
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
