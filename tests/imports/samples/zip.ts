import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

export type ZipPart = {
  name: string;
  data: string | Buffer /** What the directory claims instead of the truth. */;
  claims?: { bytes?: number /** How long its packed body is said to be. */; packed?: number };
  encrypted?: boolean;
  /** What the system it comes from says it is: 0o120777 is a link. */
  mode?: number;
  /** An earlier part whose bytes this one claims as its own. */
  sharing?: string;
};

/** A zip archive made by hand, so that a test can lie in it. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets = new Map<string, number>();
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data);
    const packed = deflateRawSync(data);
    const name = Buffer.from(part.name);
    const size = part.claims?.bytes ?? data.length;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(part.encrypted ? 1 : 0, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(part.claims?.packed ?? packed.length, 14);
    shared.writeUInt32LE(size, 18);
    shared.writeUInt16LE(name.length, 22);
    const shares = part.sharing === undefined ? undefined : offsets.get(part.sharing);
    if (shares === undefined) bodies.push(Buffer.from("PK\x03\x04", "latin1"), shared, name, packed);
    const entry = Buffer.alloc(46);
    entry.write("PK\x01\x02", 0, "latin1");
    entry.writeUInt16LE(20, 4);
    shared.copy(entry, 6);
    entry.writeUInt32LE(((part.mode ?? 0) << 16) >>> 0, 38);
    entry.writeUInt32LE(shares ?? offset, 42);
    directory.push(entry, name);
    offsets.set(part.name, shares ?? offset);
    if (shares === undefined) offset += 4 + shared.length + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

/** The unpacked parts of an archive that tells the truth. */
export function zipEntries(archive: Buffer): Map<string, Buffer> {
  const entries = new Map<string, Buffer>();
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = archive.readUInt32LE(end + 16);
  for (let n = archive.readUInt16LE(end + 10); n > 0; n -= 1) {
    const [packed, nameLength, extra, comment] = [20, 28, 30, 32].map((place, i) =>
      i === 0 ? archive.readUInt32LE(at + place) : archive.readUInt16LE(at + place),
    ) as [number, number, number, number];
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const body = archive.subarray(from, from + packed);
    entries.set(name, archive.readUInt16LE(at + 10) === 8 ? inflateRawSync(body) : body);
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}
