// Draws docs/images/mnist-samples.png: 64 digits that a model trained on MNIST generates.
//
//   npm run experiment -- sheet
import { mkdir, writeFile } from 'node:fs/promises';
import { VAE } from 'vae1';
import { readMnist } from './mnist-data.mjs';
import { greyPng } from './png.mjs';

const side = 28;
const perLine = 8;
const scale = 2; // pixels of the sheet per pixel of a digit
const gap = 4;
const target = new URL('../docs/images/mnist-samples.png', import.meta.url);

const { images, features } = await readMnist('train');
const model = new VAE({ epochs: 20, seed: 1 });
await model.train(images, {
  features,
  onEpoch: ({ epoch, loss, seconds }) =>
    console.log(`epoch ${epoch}: ${loss.toFixed(2)} nats per image (${seconds.toFixed(1)} s)`),
});
const samples = await model.generate(perLine * perLine, { seed: 1 });
model.dispose();

const width = perLine * (side * scale + gap) + gap;
const sheet = new Uint8Array(width * width);
const offset = (cell, pixel) => gap + cell * (side * scale + gap) + pixel;
for (let sample = 0; sample < perLine * perLine; ++sample)
  for (let y = 0; y < side * scale; ++y)
    for (let x = 0; x < side * scale; ++x) {
      const value =
        samples[sample * features + Math.floor(y / scale) * side + Math.floor(x / scale)];
      const line = offset(Math.floor(sample / perLine), y);
      sheet[line * width + offset(sample % perLine, x)] = Math.round(255 * value);
    }
const png = greyPng(sheet, width, width);
await mkdir(new URL('.', target), { recursive: true });
await writeFile(target, png);
console.log(`docs/images/mnist-samples.png: 64 samples, ${width} x ${width}, ${png.length} bytes`);
