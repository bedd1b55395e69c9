import { imageSize, type ImagesDataset } from '../session/dataset.js';
import { quoted } from './javascript.js';
import { readImagesName } from './read-images.js';
import type { SnippetData } from './snippet-data.js';

/** The part of a snippet for images. */
export function snippetImages(data: ImagesDataset, stem: string): SnippetData {
  const size = imageSize(data.shape);
  return {
    packages: [],
    imports: ["import { gunzipSync } from 'node:zlib';"],
    model: 'VAE',
    reading:
      data.file?.format === 'idx'
        ? readingIdx(data, data.file.name)
        : [
            '// The page reads these files in more steps than fit here. So download “Data as read” there,',
            '// and save it beside this file.',
            ...readingIdx(data, readImagesName(stem)),
          ],
    name: 'images',
    training: { features: size },
    using: [
      `// 64 x ${size}, where 0 is black and 1 is white.`,
      'const samples = await model.generate(64, { seed: 1, mean: true });',
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

function described({ rows, shape }: ImagesDataset): string {
  const { width, height, channels } = shape;
  return `${rows} images of ${height} x ${width}${channels === 3 ? ' x 3' : ''} bytes, row after row`;
}
