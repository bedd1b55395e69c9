/** All dropped files, including those in nested folders. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Read all items now: the browser clears them when the event ends.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  if (entries.every((entry) => entry === null)) return [...transfer.files];
  const files = await Promise.all(entries.map(async (entry) => (entry ? filesWithin(entry) : [])));
  return files.flat();
}

async function filesWithin(entry: FileSystemEntry): Promise<File[]> {
  if (isHidden(entry.name)) return [];
  if (isFile(entry)) return [await new Promise<File>((resolve, fail) => entry.file(resolve, fail))];
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

/** The files of a chosen folder, without hidden system files. */
export function chosenFiles(list: FileList): File[] {
  return [...list].filter(({ name }) => !isHidden(name));
}

const isHidden = (name: string) => name.startsWith('.');
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

function next(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, fail) => reader.readEntries(resolve, fail));
}
