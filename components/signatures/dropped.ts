/** What was dropped: the PDFs, how many other files lay among them, and whether there were more than are taken at a time. */
export type Dropped = { pdfs: File[]; others: number; isCut: boolean };

/** The files of a drop, those of dropped folders too, and no more PDFs than `most`. */
export async function filesOf(items: DataTransferItemList, most: number): Promise<Dropped> {
  // The list is emptied as soon as anything is waited for.
  const waiting = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []).reverse();
  const found: File[] = [];
  let pdfs = 0;
  // A folder's entries come before what was dropped behind it, so that the list stands in the order of the folders.
  for (let entry = waiting.pop(); entry && pdfs <= most; entry = waiting.pop()) {
    if (entry.isFile) {
      const file = await fileOf(entry as FileSystemFileEntry);
      found.push(file);
      if (isPdf(file)) pdfs++;
    } else waiting.push(...(await entriesOf(entry as FileSystemDirectoryEntry)).reverse());
  }
  return sorted(found, most);
}

const collator = new Intl.Collator("vi", { numeric: true });
const pathOf = ({ webkitRelativePath, name }: File) => webkitRelativePath || name;
const isPdf = ({ name, type }: File) => type === "application/pdf" || /\.pdf$/i.test(name);
/** The PDFs among files, no more than `most`. */
export function sorted(files: Iterable<File>, most: number): Dropped {
  const all = [...files];
  // A folder that is chosen comes in whatever order the disk has it.
  const pdfs = all.filter(isPdf).sort((a, b) => collator.compare(pathOf(a), pathOf(b)));
  return { pdfs: pdfs.slice(0, most), others: all.length - pdfs.length, isCut: pdfs.length > most };
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((end, fail) => entry.file(end, fail));

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // A folder is told of in portions; an empty one is its end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((end, fail) => reader.readEntries(end, fail));
    if (some.length === 0) return all.sort((a, b) => collator.compare(a.name, b.name));
    all.push(...some);
  }
}
