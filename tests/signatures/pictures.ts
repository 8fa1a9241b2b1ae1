import { crc32, deflateSync } from "node:zlib";

type Colour = readonly [red: number, green: number, blue: number];
/** A PNG that is transparent but where `isInk` says, as signatures and seals are kept. */
export function png(width: number, height: number, colour: Colour, isInk: (x: number, y: number) => boolean): Buffer {
  const rows = Buffer.alloc((width * 4 + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if (isInk(x, y)) rows.set([...colour, 255], y * (width * 4 + 1) + 1 + x * 4);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6], 8);
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([sign, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}
function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A stroke in blue and a ring in red. */
export const handwriting = (): Buffer =>
  png(300, 120, [20, 60, 180], (x, y) => Math.abs(y - 60 - 40 * Math.sin(x / 18) * Math.cos(x / 50)) < 3);
export const seal = (): Buffer =>
  png(300, 300, [200, 20, 30], (x, y) => {
    const far = Math.hypot(x - 150, y - 150);
    return (far > 138 && far < 148) || (far > 90 && far < 95);
  });
