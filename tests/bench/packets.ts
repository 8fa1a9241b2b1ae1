import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { SaxesParser } from "saxes";
import { readPacket } from "@/lib/packets/wire/read";
import { writePacket } from "@/lib/packets/wire/write";
import { gathered, inPieces, letter, receipt } from "../packets/samples";
import { median, ms, ratio, turns } from "./measure";

// tsx tests/bench/packets.ts [rounds]

/**
 * Round trips of packets: written, read back, compared. Beside it, in turns, what it would cost at least: the same bytes through the parser
 * alone (which holds each text whole and decodes nothing), and the same content as JSON with its files in Base64, there and back.
 */
const rounds = Number(process.argv[2] ?? 15);
const fileOf = (bytes: Buffer, n: number) => ({
  ...{ contentId: `cid:${n}`, name: `tep-${n}.pdf`, declared: "application/pdf", description: "" },
  open: () => inPieces(bytes),
});
const packets = [
  { name: "a receipt", header: receipt, files: [] },
  { name: "a letter of 60 kB", header: letter, files: [randomBytes(60_000)] },
  {
    name: "a letter with two annexes, 1 MB",
    header: letter,
    files: [randomBytes(700_000), randomBytes(150_000), randomBytes(150_000)],
  },
  { name: "a plan of 20 MB", header: letter, files: [randomBytes(20_000_000)] },
];
console.log(
  "| packet | round trip, ms | a second | parser alone, ms | JSON, ms | parser / ours | JSON / ours |\n|---|---|---|---|---|---|---|",
);
for (const { name, header, files } of packets) {
  const bytes = await gathered(writePacket(header, files.map(fileOf)));
  const each = await turns(
    {
      ours: async () => {
        const written = await gathered(writePacket(header, files.map(fileOf)));
        const contents: Buffer[][] = files.map(() => []);
        const read = await readPacket(inPieces(written), async (n, piece) => void contents[n]?.push(piece));
        const isSame = files.every((file, n) => Buffer.concat(contents[n] ?? []).equals(file));
        if (!isSame || !isDeepStrictEqual(read.header, header)) throw new Error(`${name} reads back otherwise`);
      },
      parser: async () => {
        const parser = new SaxesParser({ position: false });
        const decoder = new TextDecoder("utf-8", { fatal: true });
        for await (const piece of inPieces(bytes)) parser.write(decoder.decode(piece, { stream: true }));
        parser.close();
      },
      json: async () => {
        const text = Buffer.from(JSON.stringify({ header, files: files.map((file) => file.toString("base64")) }));
        const told = JSON.parse(text.toString()) as { files: string[] };
        if (!files.every((file, n) => Buffer.from(told.files[n] ?? "", "base64").equals(file)))
          throw new Error("JSON reads back otherwise");
      },
    },
    rounds,
    2,
  );
  const [ours, parser, json] = [median(each.ours), median(each.parser), median(each.json)];
  console.log(
    `| ${name} | ${ms(ours)} | ${(1_000 / ours).toFixed(0)} | ${ms(parser)} | ${ms(json)} | ${ratio(parser / ours)} | ${ratio(json / ours)} |`,
  );
}
