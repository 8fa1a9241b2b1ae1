/** The files of a drop, those of dropped folders too. */
export async function filesOf(items: DataTransferItemList): Promise<File[]> {
  // The list is emptied as soon as anything is waited for.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return (await Promise.all(entries.map(filesIn))).flat();
}

const mostFiles = 5_000;
async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((end, fail) => (entry as FileSystemFileEntry).file(end, fail))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const all: File[] = [];
  // A folder is told of in portions; an empty one is its end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((end, fail) => reader.readEntries(end, fail));
    if (some.length === 0 || all.length > mostFiles) return all;
    all.push(...(await Promise.all(some.map(filesIn))).flat());
  }
}
