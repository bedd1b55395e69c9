// Search by likeness: the model puts images on a latent map, where the nearest are the most alike.
//     node latent-search.mjs
import { VAE } from 'vae1';

const SIDE = 12;
const KINDS = {
  ring: (x, y, size) => Math.abs(Math.hypot(x, y) - size) < 0.8,
  disc: (x, y, size) => Math.hypot(x, y) < size,
  cross: (x, y, size) => Math.min(Math.abs(x), Math.abs(y)) < 0.6 && Math.hypot(x, y) <= size,
};

/** Draws SIDE x SIDE bytes, white on black, centred on (across, down). */
function draw(kind, size, across, down) {
  return Uint8Array.from({ length: SIDE * SIDE }, (_, i) =>
    KINDS[kind]((i % SIDE) - across, Math.floor(i / SIDE) - down, size) ? 255 : 0,
  );
}

const library = [];
for (const kind of Object.keys(KINDS))
  for (let size = 2; size <= 4; size += 0.5)
    for (let across = 4; across <= 7; across += 0.5)
      for (let down = 4; down <= 7; down += 0.5)
        library.push({ kind, image: draw(kind, size, across, down) });

const model = new VAE({ latentDim: 8, hiddenDims: [128], seed: 1 });
await model.train(
  library.map(({ image }) => image),
  { epochs: 100 },
);

const latents = async (images) => (await model.encode(images)).mean;
const map = await latents(library.map(({ image }) => image)); // rows x latentDim

/** Returns the `count` images of the library that lie nearest to this one. */
async function search(image, count) {
  const [at, width] = [await latents([image]), model.latentDim];
  const distances = library.map((_, row) =>
    Math.hypot(...at.map((value, dimension) => value - map[row * width + dimension])),
  );
  const order = [...library.keys()].sort((a, b) => distances[a] - distances[b]);
  return order.slice(0, count).map((row) => library[row]);
}

const show = (image) =>
  Array.from({ length: SIDE }, (_, y) =>
    [...image.subarray(y * SIDE, (y + 1) * SIDE)].map((byte) => (byte ? '██' : '  ')).join(''),
  ).join('\n');

// These images are not in the library: they lie between those that are.
for (const kind of Object.keys(KINDS)) {
  const image = draw(kind, 3.2, 5.3, 5.8);
  const found = await search(image, 5);
  console.log(
    `${show(image)}\nThis ${kind} is like: ${found.map((each) => each.kind).join(', ')}\n`,
  );
}
model.dispose();
