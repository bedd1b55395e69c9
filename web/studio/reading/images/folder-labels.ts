import type { ImagesDataset } from '../../session/dataset.js';

/** Labels images by their folders: cats/1.png gets 'cats'. */
export function folderLabels(paths: readonly string[]): ImagesDataset['labels'] {
  const folders = paths.map((path) => path.split('/').at(-2) ?? '');
  const names = [...new Set(folders)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  // A single folder, or one folder per image, carries no information.
  if (names.length < 2 || names.length > 1000 || names.length === paths.length) return null;
  const codeOf = new Map(names.map((name, code) => [name, code]));
  const codes = Uint16Array.from(folders, (folder) => codeOf.get(folder)!);
  return { names: names.map((name) => name || '(no folder)'), codes };
}
