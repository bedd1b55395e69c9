/** The files of a drop, those in folders and their folders included, by their paths. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // All at once: the items are gone when the event is over.
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
  // A reader gives some at a time, and none at the end.
  for (let some = await next(reader); some.length > 0; some = await next(reader)) {
    entries.push(...some);
  }
  entries.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return (await Promise.all(entries.map(filesWithin))).flat();
}

/** The files of a chosen folder, without those that systems put there for themselves. */
export function chosenFiles(list: FileList): File[] {
  return [...list].filter(({ name }) => !isHidden(name));
}

const isHidden = (name: string) => name.startsWith('.');
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

function next(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, fail) => reader.readEntries(resolve, fail));
}
