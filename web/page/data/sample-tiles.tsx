import type { ComponentChildren } from 'preact';
import type { SampleName } from '../../contract/index.js';
import { openSample } from './open-data.js';
import { SAMPLE_TITLES } from './sample-titles.js';
import { DigitsPicture, PenguinsPicture, RingsPicture } from './sample-pictures.js';

interface Sample {
  readonly name: SampleName;
  readonly line: string;
  readonly picture: ComponentChildren;
}

const SAMPLES: readonly Sample[] = [
  {
    name: 'digits',
    line: 'Images from MNIST, 28 × 28 pixels.',
    picture: <DigitsPicture />,
  },
  {
    name: 'penguins',
    line: 'A table of measurements of three species.',
    picture: <PenguinsPicture />,
  },
  {
    name: 'rings',
    line: 'A toy data set: points in the plane.',
    picture: <RingsPicture />,
  },
];

export function SampleTiles() {
  return (
    <section class="samples" aria-labelledby="samples">
      <h3 id="samples">Or start with a sample</h3>
      <div class="sample-tiles">
        {SAMPLES.map(({ name, line, picture }) => (
          <button
            key={name}
            type="button"
            onClick={() => void openSample(name, SAMPLE_TITLES[name])}
          >
            {picture}
            <span class="sample-title">{SAMPLE_TITLES[name]}</span>
            <span class="sample-line">{line}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
