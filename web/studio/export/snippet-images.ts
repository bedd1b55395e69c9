import { imageSize, type ImagesDataset } from '../session/dataset.js';
import { quoted } from './javascript.js';
import type { SnippetData } from './snippet-data.js';

/** The part of a snippet for images. */
export function snippetImages(data: ImagesDataset): SnippetData {
  const size = imageSize(data.shape);
  const isIdx = data.file?.format === 'idx';
  return {
    packages: [],
    imports: isIdx ? ["import { gunzipSync } from 'node:zlib';"] : [],
    model: 'VAE',
    reading: isIdx ? readingIdx(data, data.file.name) : placeholder(data),
    name: 'images',
    training: { features: size },
    using: [
      `// 64 x ${size}, from 0 to 1.`,
      'const samples = await model.generate(64, { seed: 1 });',
      'console.log(samples.length);',
    ],
  };
}

function readingIdx(data: ImagesDataset, name: string): string[] {
  return [
    `const file = await readFile(${quoted(name)});`,
    'const idx = file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file) : file;',
    `// After the header: ${described(data)}.`,
    'const images = idx.subarray(4 + 4 * idx[3]);',
  ];
}

function placeholder(data: ImagesDataset): string[] {
  return [
    `// Put the images here: ${described(data)}.`,
    `const images = new Uint8Array(${data.rows} * ${imageSize(data.shape)});`,
  ];
}

function described({ rows, shape }: ImagesDataset): string {
  const { width, height, channels } = shape;
  return `${rows} images of ${height} x ${width}${channels === 3 ? ' x 3' : ''} bytes, row after row`;
}
