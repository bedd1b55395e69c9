import { useState } from 'preact/hooks';
import type { Decoded, ImageShape } from '../../contract/index.js';
import { weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { ImageSheet } from '../ui/image-sheet.js';
import { evenRows, randomRows } from './random-rows.js';
import { useAnswer } from './use-answer.js';

const ACROSS = 8;
const LINES = 3;

/** Images beside their reconstructions. */
export function Reconstructions({ shape, rows }: { shape: ImageShape; rows: number }) {
  const [chosen, choose] = useState(() => evenRows(rows, ACROSS * LINES));
  const { answer, failure } = useAnswer(chosen, bothOf, weights.value);
  const lines = Array.from({ length: Math.ceil(chosen.length / ACROSS) }, (_, line) => line);
  return (
    <div class="view">
      <div class="pairs">
        {lines.map((line) => (
          <div class="pair" key={line}>
            <PairLine name="Original" {...{ shape, line }} pixels={answer?.originals} />
            <PairLine name="Reconstruction" {...{ shape, line }} pixels={answer?.reconstructions} />
          </div>
        ))}
      </div>
      <p class="hint">
        Each image is encoded to the mean of its posterior and decoded from there. Details that the
        model does not encode are lost.
      </p>
      {rows > chosen.length && (
        <button type="button" onClick={() => choose(randomRows(rows, ACROSS * LINES))}>
          Other rows
        </button>
      )}
      <Failure message={failure} />
    </div>
  );
}

interface PairLineProps {
  name: string;
  shape: ImageShape;
  line: number;
  pixels: Uint8Array | null | undefined;
}

function PairLine({ name, shape, line, pixels }: PairLineProps) {
  const size = shape.width * shape.height * shape.channels;
  const part = pixels?.subarray(line * ACROSS * size, (line + 1) * ACROSS * size) ?? null;
  return (
    <>
      <span aria-hidden="true">{name}</span>
      <ImageSheet
        label={`${name}s, line ${line + 1}`}
        shape={shape}
        pixels={part}
        across={ACROSS}
        down={1}
      />
    </>
  );
}

async function bothOf(rows: readonly number[]) {
  const [originals, reconstructions] = await Promise.all([
    studio.look.rows(rows),
    studio.look.reconstruct(rows),
  ]);
  return { originals: pixelsOf(originals), reconstructions: pixelsOf(reconstructions) };
}

function pixelsOf(decoded: Decoded): Uint8Array | null {
  return decoded.kind === 'images' ? decoded.pixels : null;
}
