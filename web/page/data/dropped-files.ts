import type { GivenFile } from '../../contract/index.js';

/** All dropped files, including those in nested folders, which have their paths. */
export async function droppedFiles(transfer: DataTransfer): Promise<GivenFile[]> {
  // Read all items now: the browser clears them when the event ends.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  if (entries.every((entry) => entry === null)) return [...transfer.files];
  const files = await Promise.all(entries.map(async (entry) => (entry ? filesWithin(entry) : [])));
  return files.flat();
}

async function filesWithin(entry: FileSystemEntry): Promise<GivenFile[]> {
  if (isHidden(entry.name)) return [];
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, fail) => entry.file(resolve, fail));
    // '/pets/cats/1.png'; '/1.png' for a file that was dropped itself.
    return [placed(file, entry.fullPath.replace(/^\//, ''))];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const entries: FileSystemEntry[] = [];
  // The reader returns entries in batches; an empty batch means the end.
  for (let some = await next(reader); some.length > 0; some = await next(reader)) {
    entries.push(...some);
  }
  entries.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return (await Promise.all(entries.map(filesWithin))).flat();
}

/** The files of a chosen folder, or chosen ones, without hidden system files. */
export function chosenFiles(list: FileList): GivenFile[] {
  const files = [...list].filter(({ name }) => !isHidden(name));
  return files.map((file) => placed(file, file.webkitRelativePath));
}

function placed(file: File, path: string): GivenFile {
  return path.includes('/') ? { file, path } : file;
}

const isHidden = (name: string) => name.startsWith('.') || name === '__MACOSX';
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

function next(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, fail) => reader.readEntries(resolve, fail));
}
