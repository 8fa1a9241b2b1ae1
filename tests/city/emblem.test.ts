import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { barePng } from "@/lib/city/rules";

type Part = [name: string, content: Uint8Array];
const signature = Buffer.from("89504e470d0a1a0a", "hex");
const part = ([name, content]: Part): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from(name, "latin1"), content, Buffer.alloc(4)]);
};
const header = (width = 2, height = 2): Part => {
  const content = Buffer.alloc(13);
  content.writeUInt32BE(width, 0);
  content.writeUInt32BE(height, 4);
  content.set([8, 6], 8);
  return ["IHDR", content];
};
const pixels: Part = ["IDAT", deflateSync(Buffer.alloc(18))];
const end: Part = ["IEND", Buffer.alloc(0)];
const png = (...parts: Part[]) => Buffer.concat([signature, ...parts.map(part)]);
const good = png(header(), pixels, end);
const program = Buffer.from("<script>alert(1)</script><?php system($_GET[0]); ?>PK\u0003\u0004");

describe("T-34, T-35: of a picture only the picture is kept", () => {
  test("control: a plain one as it is", () => expect(Buffer.from(barePng(good) ?? []).equals(good)).toBe(true));
  test.each<[string, Buffer]>([
    ["a page behind its end", Buffer.concat([good, program])],
    ["a page in a text", png(header(), ["tEXt", program], pixels, end)],
    ["a page in a packed text", png(header(), ["zTXt", deflateSync(program)], pixels, end)],
    ["a page in a text of another language", png(header(), ["iTXt", program], pixels, end)],
    ["the place it was taken", png(header(), ["eXIf", program], pixels, end)],
    ["a profile that unpacks to gigabytes", png(header(), ["iCCP", program], pixels, end)],
    ["frames that move", png(header(), ["acTL", Buffer.alloc(8)], pixels, ["fdAT", program], end)],
    ["a part nobody knows", png(header(), ["vpAg", program], pixels, end)],
  ])("%s does not come along", (_, file) => {
    expect(Buffer.from(barePng(file) ?? []).equals(good)).toBe(true);
  });
  test.each<[string, Buffer]>([
    ["an SVG", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>".padEnd(80))],
    ["a page behind the signature", Buffer.concat([signature, Buffer.alloc(4), program])],
    ["a GIF that is a program", Buffer.from("GIF89a/*".padEnd(90, "=1;"))],
    ["a JPEG", Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.alloc(80)])],
    ["a WebP", Buffer.concat([Buffer.from("RIFF\u0000\u0000\u0000\u0000WEBPVP8 "), Buffer.alloc(80)])],
    ["an archive", Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(80)])],
    ["nothing", Buffer.alloc(0)],
    ["a signature alone", Buffer.concat([signature, Buffer.alloc(60)])],
    ["no picture in it", png(header(), end, ["tEXt", Buffer.alloc(40)])],
    ["no header", png(pixels, end, ["tEXt", Buffer.alloc(40)])],
    ["a header that comes second", png(["gAMA", Buffer.alloc(4)], header(), pixels, end)],
    ["two headers", png(header(), header(9_000, 9_000), pixels, end)],
    ["a header of another size", png(["IHDR", Buffer.alloc(12)], pixels, end)],
    ["no end", png(header(), pixels)],
    ["cut off", good.subarray(0, good.length - 6)],
    ["an end that holds something", png(header(), pixels, ["IEND", program])],
    [
      "a part longer than the file",
      Buffer.concat([png(header(), pixels), Buffer.from("7fffffff49444154", "hex"), Buffer.alloc(20)]),
    ],
    ["a name that is none", png(header(), ["ID\u0000T", program], pixels, end)],
    ["a part no reader may pass over", png(header(), ["EVIL", program], pixels, end)],
    ["4.3 thousand million points a side", png(header(0xffffffff, 1), pixels, end)],
    ["no width", png(header(0, 5), pixels, end)],
    ["one point too wide", png(header(4_097, 5), pixels, end)],
  ])("%s is refused", (_, file) => expect(barePng(file)).toBeNull());
  test("cut at any place it is refused, never half taken", () => {
    for (let at = 0; at < good.length; at += 1) expect(barePng(good.subarray(0, at))).toBeNull();
  });
});
