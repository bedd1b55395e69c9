// Draws 3,000 images of shapes, trains on them in the page, and shows after each epoch what the model
// generates.
import { VAE } from 'vae1';

const SIDE = 16;
const GRID = 8;
const EPOCHS = 30;

const between = (low, high) => low + (high - low) * Math.random();

const SHAPES = [
  (path, size) => path.arc(0, 0, size, 0, 2 * Math.PI),
  (path, size) => path.rect(-size, -size, 2 * size, 2 * size),
  (path, size) => {
    path.moveTo(0, -1.2 * size);
    path.lineTo(1.2 * size, size);
    path.lineTo(-1.2 * size, size);
    path.closePath();
  },
];

/** Draws one shape of random size and place: SIDE x SIDE bytes, white on black. */
function drawShape(pen) {
  const path = new Path2D();
  SHAPES[Math.floor(between(0, SHAPES.length))](path, between(2.5, 5));
  pen.resetTransform();
  pen.clearRect(0, 0, SIDE, SIDE);
  pen.translate(between(6.5, 9.5), between(6.5, 9.5));
  pen.stroke(path);
  // A pixel has red, green, blue and opacity. Keep the opacity.
  return pen.getImageData(0, 0, SIDE, SIDE).data.filter((_, i) => i % 4 === 3);
}

/** Shows GRID x GRID images: values from 0 to 1, row after row. */
function showGrid(canvas, values) {
  canvas.width = canvas.height = GRID * SIDE;
  const pen = canvas.getContext('2d');
  for (let image = 0; image < GRID * GRID; image++) {
    const pixels = new ImageData(SIDE, SIDE);
    for (let i = 0; i < SIDE * SIDE; i++)
      pixels.data.set([255, 255, 255, 255 * values[image * SIDE * SIDE + i]], 4 * i);
    pen.putImageData(pixels, SIDE * (image % GRID), SIDE * Math.floor(image / GRID));
  }
}

const status = document.querySelector('#status');
const pen = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
pen.lineWidth = 1.5;
const images = Array.from({ length: 3000 }, () => drawShape(pen));
const given = images.slice(0, GRID * GRID).flatMap((image) => Array.from(image, (b) => b / 255));
showGrid(document.querySelector('#given'), given);

const model = new VAE({ latentDim: 8, hiddenDims: [256], learningRate: 0.002 });
await model.train(images, {
  epochs: EPOCHS,
  async onEpoch({ epoch, loss }) {
    showGrid(document.querySelector('#made'), await model.generate(GRID * GRID));
    status.textContent = `Epoch ${epoch} of ${EPOCHS}: ${loss.toFixed(1)} nats per image`;
  },
});
status.textContent = `Done: ${model.history.at(-1).loss.toFixed(1)} nats per image`;
