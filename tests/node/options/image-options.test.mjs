import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VAE } from 'vae1';
import { failure } from '../support/failures.mjs';

const image = { width: 8, height: 6, channels: 2 };
const convolution = (own = {}) => ({ type: 'convolution', channels: 4, ...own });
const MAPS = { type: 'dense', width: 8, height: 6, channels: 3 };
const LARGEST = 2 ** 31 - 1;

/** Options that are refused, with the whole sentence or its pattern. */
const REFUSED = [
  [{ layers: [] }, 'layers of new VAE() needs image: it says what a row is.'],
  [
    { likelihood: 'discretizedLogistic' },
    "likelihood of new VAE() can be 'discretizedLogistic' only with image.",
  ],
  [{ image, hiddenDims: [3] }, 'hiddenDims of new VAE() cannot be combined with image.'],
  [{ image, missing: true }, 'missing of new VAE() cannot be combined with image.'],
  [
    { image: [8, 6] },
    /^image of new VAE\(\) must be an object with width, height and, .+, not \[8/,
  ],
  [
    { image: { height: 6 } },
    /^width in image of new VAE\(\) must be an integer from 1 .+ undefined/,
  ],
  [{ image: { ...image, height: 0 } }, /^height in image of new VAE\(\) .+, not 0\.$/],
  [{ image: { ...image, channels: 1.5 } }, /^channels in image of new VAE\(\) .+, not 1\.5\.$/],
  [
    { image: { ...image, channelOrder: 'middle' } },
    "channelOrder in image of new VAE() must be one of 'last', 'first', not \"middle\".",
  ],
  [{ image: { ...image, chanels: 2 } }, /^image of new VAE\(\) has no .+ did you mean "channels"/],
  [
    { image: { width: LARGEST, height: 2 } },
    'image of new VAE() must have at most 2147483647 numbers, not 4294967294.',
  ],
  [
    { image, layers: 3 },
    /^layers of new VAE\(\) must be an array of layers, or \{ enc.+, not 3\.$/,
  ],
  [{ image, layers: { encoder: [] } }, /^layers of new VAE\(\) must be an array of layers, or/],
  [{ image, layers: Array(65).fill(convolution()) }, /^layers of new VAE\(\) .+ at most 64 layers/],
  [
    { image, layers: [convolution(), 3] },
    /^layers\[1\] of new VAE\(\) must be an object .+, not 3/,
  ],
  [{ image, layers: Array(1) }, /^layers\[0\] of new VAE\(\) must be an object .+, not undefined/],
  [
    { image, layers: [{}] },
    /^type in layers\[0\] of new VAE\(\) must be one of 'convolution', 'res/,
  ],
  [{ image, layers: [{ type: 'conv' }] }, /^type in layers\[0\] of new VAE\(\) .+, not "conv"\.$/],
  [
    { image, layers: [convolution(), { type: 'transposedConvolution', channels: 2 }] },
    /^type in layers\[1\] of new VAE\(\) must be .+ not "transposedConvolution"/,
  ],
  [
    { image, layers: [{ type: 'convolution' }] },
    /^channels in layers\[0\] of new VAE\(\) must be an integer from 1 .+, not undefined/,
  ],
  [
    { image, layers: [convolution({ kernel: 3 })] },
    /^layers\[0\] of new VAE\(\) has no option "kernel"; did you mean "kernelSize"/,
  ],
  ...[0, [3], [3, 0], '3'].map((kernelSize) => [
    { image, layers: [convolution({ kernelSize })] },
    /^kernelSize in layers\[0\] of new VAE\(\) must be an integer from 1 .+ or \[height, width\], not/,
  ]),
  [
    { image, layers: [convolution({ stride: 0 })] },
    /^stride in layers\[0\] of new VAE\(\) .+ not 0/,
  ],
  [
    { image, layers: [convolution({ stride: 9, padding: 'valid' })] },
    'stride in layers[0] of new VAE() must be at most 8, the longer side of its image with the padding, ' +
      'not 9.',
  ],
  [
    { image, layers: [convolution({ padding: 'SAME' })] },
    /^padding in layers\[0\] of new VAE\(\) must be 'same', 'valid' or an integer from 0 .+"SAME"/,
  ],
  [
    { image, layers: [convolution({ kernelSize: [5, 2], padding: 2 })] },
    "padding in layers[0] of new VAE() must be below the kernel's size, 2, not 2.",
  ],
  [
    {
      image,
      layers: [convolution({ stride: 2 }), convolution({ kernelSize: 5, padding: 'valid' })],
    },
    'layers[1] of new VAE() must have a kernel and a padding that leave something of maps of 4 x 3.',
  ],
  [
    { image, layers: [convolution({ groups: 3 })] },
    'groups in layers[0] of new VAE() must divide its 4 channels, not be 3.',
  ],
  [
    { image, layers: [convolution(), { type: 'residual', groups: 3 }] },
    'groups in layers[1] of new VAE() must divide its 4 channels, not be 3.',
  ],
  [
    { image, layers: [{ type: 'dense', units: 4 }, { type: 'residual' }] },
    "layers[1] of new VAE() must follow maps, such as those of { type: 'dense', width, height, channels }.",
  ],
  [{ image, layers: [{ ...MAPS, units: 4 }] }, /^layers\[0\] of new VAE\(\) has no option "width"/],
  [
    { image, layers: [{ type: 'dense' }] },
    /^width in layers\[0\] of new VAE\(\) .+, not undefined/,
  ],
  [
    { image, layers: [convolution({ channels: LARGEST })] },
    /^layers\[0\] of new VAE\(\) must have at most 2147483647 numbers in its maps and in its kernel/,
  ],
  [
    { image, layers: [convolution({ channels: 2 ** 20 })] },
    /^The decoder that mirrors layers of new VAE\(\) must have at most 2147483647 numbers/,
  ],
  [
    { image, layers: { encoder: [], decoder: [{ ...MAPS, width: 4 }] } },
    "layers.decoder of new VAE() must end with maps of the image's size, 8 x 6, not of 4 x 6.",
  ],
  ...[[], [{ type: 'dense', units: 96 }]].map((decoder) => [
    { image, layers: { encoder: [], decoder } },
    "layers.decoder of new VAE() must end with maps of the image's size, 8 x 6, not without maps.",
  ]),
  [
    { image, layers: { encoder: [], decoder: [{ type: 'transposedConvolution', channels: 4 }] } },
    /^layers\.decoder\[0\] of new VAE\(\) must follow maps/,
  ],
  [
    { image, layers: { encoder: [{ type: 'residual', group: 1 }], decoder: [MAPS] } },
    /^layers\.encoder\[0\] of new VAE\(\) has no option "group"; did you mean "groups"/,
  ],
];

for (const [options, sentence] of REFUSED)
  test(`new VAE() refuses ${JSON.stringify(options).slice(0, 90)}`, () => {
    assert.throws(
      () => new VAE(options),
      (error) => {
        if (typeof sentence !== 'string') return failure('ERR_OPTION', sentence)(error);
        assert.deepEqual([error.code, error.message], ['ERR_OPTION', sentence]);
        return true;
      },
    );
  });

test('options that have no value are as if they were not named', () => {
  const model = new VAE({ image, hiddenDims: undefined, layers: undefined, missing: false });
  assert.deepEqual(model.image, { ...image, channelOrder: 'last' });
});

test('the number of features and the image are known before training', () => {
  const given = Object.freeze({ width: 5, height: 4, channels: 3, channelOrder: 'first' });
  const model = new VAE({ image: given });
  assert.deepEqual([model.features, model.image], [60, given]);
  model.image.width = 7;
  assert.equal(model.image.width, 5);
  const grey = new VAE({ image: { width: 5, height: 4 } });
  assert.deepEqual(grey.image, { width: 5, height: 4, channels: 1, channelOrder: 'last' });
  assert.equal(new VAE().image, undefined);
});

test('data of another width than the image are refused before and after training', async (t) => {
  const model = new VAE({ image, latentDim: 2, epochs: 1, seed: 1 });
  t.after(() => model.dispose());
  const attempts = [
    [[[1, 2, 3]], {}, /^data has 3 features, but rows of this model have 96\.$/],
    [new Uint8Array(97), {}, /^data has 97 values, expected a multiple of features \(96\)\.$/],
    [new Uint8Array(96), { features: 48 }, /^data has 48 features, but rows of this model have 96/],
    [{ data: new Uint8Array(96), shape: [2, 48] }, {}, /^data has 48 features, but rows of this/],
  ];
  for (const trained of [false, true]) {
    for (const [data, options, sentence] of attempts)
      await assert.rejects(model.train(data, options), failure('ERR_DATA_SHAPE', sentence));
    if (!trained) await model.train(new Uint8Array(96 * 4));
  }
});
