type Named = { name: string; kind: "storage" | "stream"; below?: readonly Named[] };
const none = 0xffff_ffff;
const endOfChain = 0xffff_fffe;

/** A compound file ([MS-CFB], sectors of 512 bytes) with these names in it, and a text in its first sector. */
export function oldOffice(
  names: readonly Named[],
  { text = "", classId = "" }: { text?: string; classId?: string } = {},
): Buffer {
  const entries: Buffer[] = [];
  const put = (name: string, kind: number): number => {
    const entry = Buffer.alloc(128);
    const written = Buffer.from(`${name}\0`, "utf16le");
    written.copy(entry);
    entry.writeUInt16LE(written.length, 0x40);
    entry.writeUInt8(kind, 0x42);
    for (const at of [0x44, 0x48, 0x4c]) entry.writeUInt32LE(none, at);
    entries.push(entry);
    return entries.length - 1;
  };
  /** Siblings hang on one another's right. */
  const family = (folder: number, children: readonly Named[]): void => {
    let before = -1;
    for (const { name, kind, below = [] } of children) {
      const own = put(name, kind === "storage" ? 1 : 2);
      if (before < 0) entries[folder]?.writeUInt32LE(own, 0x4c);
      else entries[before]?.writeUInt32LE(own, 0x48);
      before = own;
      family(own, below);
    }
  };
  const root = put("Root Entry", 5);
  Buffer.from(classId, "hex").copy(entries[root] ?? Buffer.alloc(0), 0x50);
  family(root, names);
  while (entries.length % 4 > 0) put("", 0);
  const sectors = entries.length / 4;
  const head = Buffer.alloc(512, 0);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(head);
  head.writeUInt16LE(3, 0x1a);
  head.writeUInt16LE(0xfffe, 0x1c);
  head.writeUInt16LE(9, 0x1e);
  head.writeUInt32LE(1, 0x2c);
  head.writeUInt32LE(1, 0x30);
  head.writeUInt32LE(endOfChain, 0x44);
  for (let at = 0x4c; at < 512; at += 4) head.writeUInt32LE(none, at);
  head.writeUInt32LE(0, 0x4c);
  const table = Buffer.alloc(512, 0xff);
  table.writeUInt32LE(0xffff_fffd, 0);
  for (let n = 1; n <= sectors; n++) table.writeUInt32LE(n === sectors ? endOfChain : n + 1, n * 4);
  return Buffer.concat([head, table, ...entries, Buffer.from(text, "utf16le"), Buffer.alloc(64)]);
}

export const oldLetter = (text = "Kính gửi các đơn vị\r", more: readonly Named[] = []): Buffer =>
  oldOffice([{ name: "WordDocument", kind: "stream" }, { name: "1Table", kind: "stream" }, ...more], { text });
export const oldTable = (more: readonly Named[] = []): Buffer => oldOffice([{ name: "Workbook", kind: "stream" }, ...more]);
export const macros: Named = { name: "Macros", kind: "storage", below: [{ name: "VBA", kind: "storage" }] };
export const installer = oldOffice([{ name: "䡀㼿䕷", kind: "stream" }], { classId: "84100c0000000000c000000000000046" });
