import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeForms, otherOrder } from "@/lib/packets/wire/agency";
import { PacketFault, SecretPacket } from "@/lib/packets/wire/faults";
import { Header } from "@/lib/packets/wire/header";
import { readPacket } from "@/lib/packets/wire/read";
import { dayOf, instantOf, symbolOf, wireInstant } from "@/lib/packets/wire/tables";
import { type Sent, writePacket } from "@/lib/packets/wire/write";
import { gathered, inPieces, letter, letterText, receipt } from "./samples";

async function read(text: string | Uint8Array, size?: number) {
  const files: Buffer[] = [];
  const packet = await readPacket(inPieces(text, size), async (n, bytes) => {
    files[n] = Buffer.concat([files[n] ?? Buffer.alloc(0), bytes]);
  });
  return { ...packet, contents: files };
}
const faultOf = (text: string | Uint8Array) =>
  read(text).then(
    () => "taken",
    (error: unknown) =>
      error instanceof PacketFault
        ? [error.code, error.where].filter(Boolean).join(" ")
        : error instanceof SecretPacket
          ? "secret"
          : `threw ${error instanceof Error ? error.stack : error}`,
  );

describe("a packet of another agency (QCVN 102:2016)", () => {
  test.each([7, 61, 65_536])("is read whichever way it is cut (%i bytes)", async (size) => {
    const { header, files, contents, isSigned } = await read(letterText(), size);
    expect(header).toMatchObject({
      kind: "document",
      from: { code: "000.00.07.H22", name: "Sở Thông tin thử nghiệm" },
      to: [{ code: "000.00.31.H22" }],
      documentKey: "000.00.07.H22,2026/11/20,214/STTTT-CĐS",
      symbol: "214/STTTT-CĐS",
      issuedOn: "2026-11-20",
      dueOn: "2026-12-04",
      urgency: "URGENT",
      steering: "NONE",
      copies: 2,
      pages: 3,
      places: ["UBND các huyện"],
      responseFor: [],
      trace: [{ code: "000.00.07.H22", at: "2026-11-20T02:35:56.000Z" }],
      business: { type: "NEW" },
    });
    expect(files).toMatchObject([{ contentId: "cid:thu-214", name: "công văn 214.pdf", declared: "application/pdf" }]);
    expect(contents[0]?.toString()).toBe("%PDF-1.4 thư");
    expect(isSigned).toBe(false);
  });

  test("may break its Base64 into lines, write line ends as references, and put it into CDATA", async () => {
    const text = Buffer.from("một tệp dài hơn một dòng ".repeat(9));
    const lines = text.toString("base64").replace(/.{76}/g, "$&&#13;\n");
    for (const attachment of [lines, `<![CDATA[${text.toString("base64")}]]>`, `\n  ${text.toString("base64")}\n  `])
      for (const size of [5, 4_096]) expect((await read(letterText({ attachment }), size)).contents[0]).toEqual(text);
  });

  test.each<[string, string, string]>([
    ["a document type", letterText().replace("<edXML ", "<!DOCTYPE edXML [<!ENTITY a 'b'>]><edXML "), "packet-doctype"],
    ["an entity of its own", letterText({ subject: "&x;" }), "packet-not-xml"],
    ["an instruction", letterText().replace("<edXML ", "<?xml-stylesheet href='x'?><edXML "), "packet-instruction"],
    ["another encoding than it has", letterText().replace("UTF-8", "UTF-16"), "packet-encoding"],
    ["elements without end", letterText({ header: "<a>".repeat(60) + "</a>".repeat(60) }), "packet-hostile"],
    ["elements without number", letterText({ header: "<a/>".repeat(20_001) }), "packet-hostile"],
    [
      "attributes without number",
      letterText({ header: `<a ${Array.from({ length: 40 }, (_, n) => `b${n}=""`).join(" ")}/>` }),
      "packet-hostile",
    ],
    ["text without end", letterText({ subject: "a".repeat(2_100_000) }), "packet-hostile"],
    ["an attribute twice", letterText({ header: `<a b="" b=""/>` }), "packet-not-xml"],
    ["a second root", `${letterText()}<edXML/>`, "packet-not-xml"],
    ["half of it", letterText().slice(0, 900), "packet-not-xml"],
    ["another language", "<html><body/></html>", "packet-not-edxml"],
    ["nothing at all", "", "packet-empty"],
    ["no header", `<edXML xmlns="x"/>`, "header-missing"],
    ["no sender", letterText({ from: "" }), "header-unreadable from.code agency-missing"],
    ["no subject", letterText({ subject: "" }), "header-unreadable subject subject-missing"],
    ["a day there is not", letterText().replace("2026/12/04", "2026/02/30"), "header-unreadable DueDate"],
    ["an urgency there is not", letterText().replace("Priority>1", "Priority>7"), "header-unreadable Priority"],
    ["letters that are no Base64", letterText({ attachment: "JVBE*i0x" }), "attachment-broken 1"],
    ["more behind the padding", letterText({ attachment: "YQ==YQ==" }), "attachment-broken 1"],
    ["half a letter", letterText({ attachment: "YWJjZ" }), "attachment-broken 1"],
    ["an element within the Base64", letterText({ attachment: "YWJj<b/>" }), "attachment-broken 1"],
    ["an empty attachment", letterText({ attachment: " " }), "attachment-empty 1"],
    [
      "a file in the manifest that did not come",
      letterText().replaceAll(/<edXML:Attachment>[\s\S]*<\/edXML:Attachment>/g, ""),
      "attachment-missing 1",
    ],
    [
      "a file the manifest does not know",
      letterText({
        more: `<edXML:Attachment><edXML:ContentId>cid:x</edXML:ContentId><edXML:ContentTransferEncoded>YQ==</edXML:ContentTransferEncoded></edXML:Attachment>`,
      }),
      "attachment-unlisted 2",
    ],
    [
      "two files under one name",
      letterText({
        more: `<edXML:Attachment><edXML:ContentId>cid:thu-214</edXML:ContentId><edXML:ContentTransferEncoded>YQ==</edXML:ContentTransferEncoded></edXML:Attachment>`,
      }),
      "attachment-twice",
    ],
  ])("with %s is refused", async (_, text, fault) => {
    expect(await faultOf(text)).toBe(fault);
  });

  test("is refused where its bytes are no UTF-8", async () => {
    const bytes = Buffer.from(letterText());
    bytes[bytes.indexOf("Lò") + 1] = 0xff;
    expect(await faultOf(bytes)).toBe("packet-encoding");
  });

  test.each([
    ["in its subject", letterText({ subject: "Phương án tác chiến (Mật)" })],
    ["beside its symbol", letterText({ documentId: "TUYỆT MẬT 214" })],
    ["in a file's name", letterText({ name: "BC 12_(Tối mật).pdf" })],
    ["in an element made for it", letterText({ header: "<edXML:DoMat>Mật</edXML:DoMat>" })],
    ["in letters that are composed of two", letterText({ subject: "TỐI MẬT: kế hoạch".normalize("NFD") })],
  ])("with a mark of secrecy %s is refused as such (DOMAIN §3.2)", async (_, text) => {
    expect(await faultOf(text)).toBe("secret");
  });

  test("that only speaks of secrecy is taken", async () => {
    expect(await faultOf(letterText({ subject: "V/v tuyên truyền Luật Bảo vệ bí mật nhà nước" }))).toBe("taken");
  });

  test("never ends but in a verdict, whatever byte is changed", async () => {
    const bytes = Buffer.from(letterText());
    for (let at = 0; at < bytes.length; at += 3) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0x15;
      expect(await faultOf(flipped)).not.toMatch(/^threw/);
    }
  });
});

describe("our packets", () => {
  const file = (name: string, bytes: Uint8Array): Sent => ({
    contentId: `cid:${name}`,
    name,
    declared: "application/pdf",
    description: "",
    open: () => inPieces(bytes, 1_000),
  });

  test("read back as what was written, files and all", async () => {
    const contents = [Buffer.from("%PDF-1.7\n".repeat(20_000)), Buffer.from([0, 255, 60, 62, 38])];
    const sent = contents.map((bytes, n) => file(`tệp ${n} & <một>.pdf`, bytes));
    const told = await read(await gathered(writePacket(letter, sent)));
    expect(told.header).toEqual(letter);
    expect(told.contents).toEqual(contents);
    expect(told.files.map(({ name }) => name)).toEqual(sent.map(({ name }) => name));
    expect((await read(await gathered(writePacket(receipt)))).header).toEqual(receipt);
  });

  test("stand in the order of the standard, with its spelling", async () => {
    const text = (await gathered(writePacket(letter, [file("a.pdf", Buffer.from("a"))]))).toString();
    const names = [...text.matchAll(/<edXML:(\w+)/g)].map(([, name]) => name ?? "");
    const order =
      "edXML edXMLEnvelope edXMLHeader MessageHeader From To DocumentId Code PromulgationInfo DocumentType Subject Content SignerInfo OtherInfo ResponseFor SteeringType ToPlaces TraceHeaderList TraceHeader Bussiness BussinessDocType Paper edXMLBody edXMLManifest Reference AttachmentEncoded Attachment ContentTransferEncoded";
    const first = order.split(" ").map((name) => names.indexOf(name));
    expect(first).toEqual([...first].sort((a, b) => a - b));
    expect(first).not.toContain(-1);
  });

  const words = (most: number) =>
    fc.string({ unit: "grapheme", maxLength: most }).map((text) => Header.options[1].shape.words.parse(text));
  const day = fc
    .date({ min: new Date("1990-01-01"), max: new Date("2080-01-01"), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10));
  test("say what they were given, whatever it was (E6)", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          subject: words(200),
          content: words(200),
          name: words(60),
          reason: words(60),
          issuedOn: day,
          dueOn: fc.option(day),
        }),
        fc.constantFrom("NEW" as const, "RECALL" as const, "UPDATE" as const, "REPLACE" as const),
        async ({ subject, content, name, reason, issuedOn, dueOn }, type) => {
          const said = {
            ...letter,
            ...{ subject: subject || "x", content, issuedOn, dueOn },
            signer: { ...letter.signer, name },
            business: {
              ...letter.business,
              type,
              reason,
              documentKey: letter.documentKey,
              receivers: [{ code: "H22.09", isAdded: false }],
            },
          };
          const told = await read(await gathered(writePacket(said))).catch((error: unknown) => {
            if (error instanceof SecretPacket) return { header: said };
            throw error;
          });
          expect(told.header).toEqual(said);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test.each([
  ["2026/03/09", "2026-03-09"],
  ["2026-3-9", "2026-03-09"],
  ["09/03/2026", "2026-03-09"],
  ["2026/02/30", null],
  ["hôm nay", null],
])("a day %s", (text, day) => expect(dayOf(text)).toBe(day));
test("an instant is the city's", () => {
  expect(instantOf("2026/11/20 06:00:01")).toBe("2026-11-19T23:00:01.000Z");
  expect(wireInstant("2026-11-19T23:00:01.000Z")).toBe("2026/11/20 06:00:01");
});
test.each([
  ["214", "STTTT-CĐS", "214/STTTT-CĐS"],
  ["214", "214/STTTT-CĐS", "214/STTTT-CĐS"],
  ["", "PRO-TEST", "PRO-TEST"],
])("a symbol of %s and %s", (number, notation, symbol) => expect(symbolOf(number, notation)).toBe(symbol));
test.each([
  ["000.00.15.H51", "H51.15"],
  ["000.00.00.H41", "H41"],
  ["002.00.20.H13", "H13.20.00.002"],
  ["H51.15", "000.00.15.H51"],
  ["H51.15.00.000", "000.00.15.H51"],
  ["01.02.G22", null],
])("an identifier in the other order: %s", (code, other) => {
  expect(otherOrder(code)).toBe(other);
  if (other) expect(codeForms(code)).toContain(other);
});
