// The layers that options become, with their sizes, as the core takes them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageNetwork } from '../../../build/js/options/images/image-network.js';

const [RELU, NONE] = [0, -1];

function networkOf(width, height, layers, channels = 1) {
  const image = { width, height, channels, channelOrder: 'last' };
  const given = Array.isArray(layers) ? { encoder: layers } : layers;
  return imageNetwork('new VAE()', image, given, RELU).layers;
}

/** [height, width, channels] before and after a layer. */
function sizesOf({ kind, settings }) {
  const [height, width, channels, maps, rows, columns, stride, top, left, bottom, right] = settings;
  const along = (side, kernel, zeros) => Math.floor((side + zeros - kernel) / stride) + 1;
  const from = [height, width, channels];
  const to = [along(height, rows, top + bottom), along(width, columns, left + right), maps];
  return kind === 'transposedConvolution' ? [to, from] : [from, to];
}
/** Whether each convolution reads what the layer before it makes. */
function assertChained(layers, start) {
  let made = start;
  for (const layer of layers) {
    if (['convolution', 'transposedConvolution'].includes(layer.kind)) {
      const [from, to] = sizesOf(layer).map((size) => size.reduce((a, b) => a * b));
      assert.equal(from, made);
      made = to;
    } else if (layer.kind === 'dense') [made] = layer.settings;
  }
}
const chainOf = (layers) => layers.map((layer) => sizesOf(layer)[1].join(' '));

/** The sizes of the default maps: height width channels. */
const DEFAULTS = [
  [28, 28, ['14 14 32', '7 7 64']],
  [64, 64, ['32 32 32', '16 16 64', '8 8 64', '4 4 64']],
  [32, 20, ['10 16 32', '5 8 64', '3 4 64']],
  [8, 8, ['4 4 32']],
  [5, 5, ['5 5 32']],
];

for (const [width, height, maps] of DEFAULTS)
  test(`the default layers of an image of ${width} x ${height}`, () => {
    const { encoder, decoder } = networkOf(width, height, undefined);
    assert.ok(encoder.every(({ kind }) => kind === 'convolution'));
    assert.deepEqual(chainOf(encoder), maps);
    assertChained(encoder, width * height);
    assertChained(decoder, 0);
    // The decoder: to the last maps, and then back to the image, of as many maps as the first layer has.
    const [first, ...others] = decoder;
    const units = maps
      .at(-1)
      .split(' ')
      .reduce((a, b) => a * b);
    assert.deepEqual(first, { kind: 'dense', settings: [units, RELU] });
    const sides = [...maps.slice(0, -1).reverse(), `${height} ${width} 32`];
    const channels = maps.map((size) => size.split(' ')[2]).reverse();
    assert.deepEqual(
      chainOf(others),
      sides.map((size, i) => `${size.split(' ').slice(0, 2).join(' ')} ${channels[i]}`),
    );
    assert.ok(others.every(({ kind }) => kind === 'transposedConvolution'));
  });

for (const [width, height] of [
  [27, 27],
  [13, 9],
  [1, 12],
  [2, 3],
])
  for (const stride of [2, 3])
    for (const kernelSize of [3, 4, 5, [2, 5]])
      for (const padding of ['same', 'valid', 1]) {
        const [rows, columns] =
          [kernelSize].flat().length === 2 ? kernelSize : [kernelSize, kernelSize];
        const layer = { type: 'convolution', channels: 4, stride, kernelSize, padding };
        const zeros = padding === 1 ? 2 : 0;
        const fits = padding === 'same' || (height + zeros >= rows && width + zeros >= columns);
        if (!fits) continue;
        const name = `kernel ${kernelSize}, stride ${stride}, padding ${padding}`;
        test(`a decoder mirrors ${width} x ${height} exactly: ${name}`, () => {
          // Twice, if the maps of the first leave room.
          let network = networkOf(width, height, [layer]);
          try {
            network = networkOf(width, height, [layer, layer]);
          } catch (error) {
            assert.equal(error.code, 'ERR_OPTION');
          }
          const { encoder, decoder } = network;
          const sides = encoder.map((each) => sizesOf(each).map((size) => size.slice(0, 2)));
          const back = decoder
            .slice(1)
            .map((each) => sizesOf(each).map((size) => size.slice(0, 2)));
          assert.deepEqual(back, sides.map(([from, to]) => [to, from]).reverse());
          assert.deepEqual(back.at(-1)[1], [height, width]);
          if (padding === 'same')
            assert.deepEqual(sides[0][1], [Math.ceil(height / stride), Math.ceil(width / stride)]);
        });
      }

test("'same' puts the odd zero last, as TensorFlow does", () => {
  const [{ settings }] = networkOf(28, 27, [
    { type: 'convolution', channels: 1, stride: 2 },
  ]).encoder;
  const [top, left, bottom, right] = settings.slice(7, 11);
  assert.deepEqual({ top, bottom, left, right }, { top: 1, bottom: 1, left: 0, right: 1 });
});

test('a transposed convolution enlarges by its stride, or by its kernel without padding', () => {
  const of = (own) =>
    networkOf(...own.image, {
      encoder: [],
      decoder: [
        { type: 'dense', width: 4, height: 3, channels: 2 },
        { type: 'transposedConvolution', channels: 5, ...own.layer },
      ],
    }).decoder[1];
  assert.deepEqual(sizesOf(of({ image: [8, 6], layer: { stride: 2 } })), [
    [3, 4, 2],
    [6, 8, 5],
  ]);
  // A stride beyond the kernel leaves pixels under none.
  assert.deepEqual(sizesOf(of({ image: [12, 9], layer: { stride: 3, kernelSize: 2 } })), [
    [3, 4, 2],
    [9, 12, 5],
  ]);
  const valid = { stride: 2, kernelSize: 5, padding: 'valid' };
  assert.deepEqual(sizesOf(of({ image: [11, 9], layer: valid })), [
    [3, 4, 2],
    [9, 11, 5],
  ]);
  // (3 - 1) * 2 - 2 * 1 + 4 = 6, as PyTorch has it.
  const padded = { stride: 2, kernelSize: 4, padding: 1 };
  assert.deepEqual(sizesOf(of({ image: [8, 6], layer: padded })), [
    [3, 4, 2],
    [6, 8, 5],
  ]);
});

// Of one channel, a group would undo the bias of the convolution before it.
test('a residual block normalises two channels together or more', () => {
  for (const [channels, groups] of [
    [32, 8],
    [8, 4],
    [4, 2],
    [2, 1],
    [3, 1],
  ]) {
    const { encoder } = networkOf(4, 4, [{ type: 'convolution', channels }, { type: 'residual' }]);
    assert.equal(encoder[1].settings[3], groups);
  }
});

test('groups are a normalisation before the activation, and residual blocks choose theirs', () => {
  const { encoder, decoder } = networkOf(4, 4, [
    { type: 'convolution', channels: 12, groups: 3 },
    { type: 'residual' },
    { type: 'residual', groups: 6 },
    { type: 'dense', units: 7 },
  ]);
  const kinds = ['convolution', 'groupNorm', 'residual', 'residual', 'dense'];
  assert.deepEqual(
    encoder.map(({ kind }) => kind),
    kinds,
  );
  assert.equal(encoder[0].settings.at(-1), NONE);
  assert.deepEqual(encoder[1].settings, [16, 12, 3, RELU]);
  assert.deepEqual(encoder[2].settings, [4, 4, 12, 4, RELU]);
  assert.deepEqual(encoder[3].settings, [4, 4, 12, 6, RELU]);
  assert.deepEqual(encoder[4].settings, [7, RELU]);
  assert.deepEqual(decoder.slice(0, 2), [
    { kind: 'dense', settings: [7, RELU] },
    { kind: 'dense', settings: [192, RELU] },
  ]);
  assert.deepEqual(decoder.slice(2, 4), encoder.slice(2, 4).reverse());
  assert.deepEqual(
    decoder.slice(4).map(({ kind }) => kind),
    ['transposedConvolution', 'groupNorm'],
  );
});

test('a network of maps between dense layers is mirrored too', () => {
  const { decoder } = networkOf(
    6,
    4,
    [
      { type: 'dense', width: 3, height: 2, channels: 4 },
      { type: 'convolution', channels: 5, stride: 2 },
    ],
    3,
  );
  assert.deepEqual(
    decoder.map(({ kind, settings }) =>
      kind === 'dense' ? settings[0] : sizesOf({ kind, settings })[1],
    ),
    [10, [2, 3, 5], 72],
  );
});
