import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { look } from "@/lib/files/looking/look";
import { lookInThread, lookLimits } from "@/lib/files/looking/pool";
import { mostPages, paperKindNames, paperKinds } from "@/lib/files/model";
import { kindsNamed, signFault, signOf } from "@/lib/files/rules";
import { Threads } from "@/lib/threads";
import { zipOf } from "../imports/samples/zip";
import { blank, breaking, jpeg, packed, pdf, png, tiff } from "./pdfs";

const dir = mkdtempSync(join(tmpdir(), "vong-lau-look-"));
afterAll(() => rmSync(dir, { recursive: true }));
let n = 0;
function put(bytes: Uint8Array | string): string {
  const path = join(dir, String(n++));
  writeFileSync(path, bytes);
  return path;
}
const zip = (parts: Readonly<Record<string, string>>) => zipOf(Object.entries(parts).map(([name, data]) => ({ name, data })));
const lookAt = (bytes: Uint8Array | string) => look({ path: put(bytes) });
const word = { "[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>" };
const sheet = { "[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>" };

describe("pages are counted by what is in a file", () => {
  test.each([
    ["a PDF of one", pdf(blank(1)), "pdf", 1],
    ["a PDF of thirty", pdf(blank(30)), "pdf", 30],
    ["a PDF that says it has ninety thousand and has one", pdf(blank(1)).replace("/Count 1", "/Count 90000"), "pdf", 1],
    ["a TIFF of one", tiff(1), "tiff", 1],
    ["a TIFF of seven", tiff(7), "tiff", 7],
    ["a TIFF of three, the other end first", tiff(3, { isBig: true }), "tiff", 3],
    ["a JPEG", jpeg, "jpeg", 1],
    ["a PNG", png, "png", 1],
    ["a letter", zip(word), "docx", null],
    ["a table", zip(sheet), "xlsx", null],
  ])("%s", async (_, bytes, kind, pages) => {
    expect(await lookAt(bytes)).toMatchObject({ kind, pages, active: [] });
  });
});

describe("T-33: what acts in a paper is said", () => {
  const acting = (catalog: string, objects: string[] = []) => lookAt(pdf(blank(1), { catalog, objects }));
  test.each([
    ["JavaScript when it is opened", "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", ["opens", "script"]],
    [
      "the same with its name written out in numbers",
      "/OpenAction<</S/#4aavaScript/J#53(app.alert\\(1\\))>>",
      ["opens", "script"],
    ],
    ["a program that is started", "/OpenAction<</S/Launch/F(calc.exe)>>", ["launch", "opens"]],
    ["files inside", "/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>", ["embedded"]],
    ["a form of programs", "/AcroForm<</XFA 4 0 R/Fields[]>>", ["form-program"]],
    ["acts of the reader's hand", "/AA<</WC 4 0 R>>", ["acts"]],
    ["a way to another file", "/Next<</S/GoToE>>", ["leads-away"]],
    ["data that is sent", "/Next<</S/SubmitForm/F(http://x)>>", ["sends"]],
    ["a page it opens at, which is no act", "/OpenAction[3 0 R/Fit]", []],
    ["the same by reference, which is no act either", "/OpenAction 4 0 R", [], ["<</S/GoTo/D[3 0 R/Fit]>>"]],
    ["fonts that begin like it", "/Fonts[/AAAAAA+Times/JSong/Launcher]", []],
  ] as [string, string, string[], string[]?][])("%s", async (_, catalog, active, objects = ["<<>>"]) => {
    expect(await acting(catalog, objects)).toMatchObject({ kind: "pdf", active });
  });
  test("also where it is packed into a stream, and not where a picture's bytes happen to spell it", async () => {
    const hidden = Buffer.concat([
      Buffer.from("%PDF-1.7\n9 0 obj\n"),
      packed("8 0 <</S/JavaScript/JS(x)>>"),
      Buffer.from("\nendobj\n"),
      Buffer.from(pdf(blank(1)).slice(9)),
    ]);
    expect(await lookAt(hidden)).toMatchObject({ active: ["script"] });
    const picture = pdf(blank(1), { objects: ["<</Filter/DCTDecode/Length 30>>\nstream\n\x01/JS /Launch /AA (\nendstream"] });
    expect(await lookAt(picture)).toMatchObject({ active: [] });
    const plain = pdf(blank(1), { objects: ["<</Length 30>>\nstream\n/JS (x)\nendstream"] });
    expect(await lookAt(plain)).toMatchObject({ active: ["script"] });
  });
  test("what cannot be looked at is said too: a packed stream that does not unpack, or unpacks without end", async () => {
    const broken = pdf(blank(1), {
      objects: ["<</Type/ObjStm/Filter/FlateDecode/N 1/First 4>>\nstream\nnothing of the kind\nendstream"],
    });
    expect(await lookAt(broken)).toMatchObject({ active: ["sealed"] });
    const bomb = Buffer.concat([
      Buffer.from("%PDF-1.7\n9 0 obj\n"),
      packed(" ".repeat(40_000_000)),
      Buffer.from("\nendobj\n"),
      Buffer.from(pdf(blank(1)).slice(9)),
    ]);
    expect(await lookAt(bomb)).toMatchObject({ active: ["sealed"] });
  });
  test("of a letter: what it fetches from elsewhere, and what is put into it", async () => {
    const away = `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>`;
    expect(await lookAt(zip({ ...word, "word/_rels/settings.xml.rels": away }))).toMatchObject({ active: ["template"] });
    const link = away.replace("attachedTemplate", "hyperlink");
    expect(await lookAt(zip({ ...word, "word/_rels/document.xml.rels": link }))).toMatchObject({ active: [] });
    expect(await lookAt(zip({ ...word, "word/embeddings/oleObject1.bin": "x" }))).toMatchObject({ active: ["embedded"] });
  });
});

describe("what is no paper is refused with the reason", () => {
  const chain = (pages: number) => pdf(blank(pages));
  test.each([
    ["a program", "MZ\x90\0", "paper-is-program"],
    ["a program of another system", "\x7fELF", "paper-is-program"],
    ["a script", "#!/bin/sh\nrm", "paper-is-program"],
    ["a page", "<!doctype html><script>", "paper-kind-unknown"],
    ["a drawing that runs", "<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "paper-kind-unknown"],
    ["nothing known", "xin chào", "paper-kind-unknown"],
    ["a PDF of nothing but its name", "%PDF-1.7 hello", "paper-unreadable"],
    ["a PDF cut in the middle of its first object", pdf(blank(1)).slice(0, 40), "paper-unreadable"],
    ["a TIFF whose pages go round in a ring", tiff(3, { isLooped: true }), "paper-unreadable"],
    ["a TIFF cut off", tiff(3).subarray(0, 30), "paper-unreadable"],
    ["a TIFF of too many pages", tiff(mostPages + 1), "paper-too-long"],
    ["a PDF of too many pages", chain(mostPages + 1), "paper-too-long"],
    ["a JPEG cut off", jpeg.subarray(0, 30), "paper-unreadable"],
    ["a PNG cut off", png.subarray(0, 50), "paper-unreadable"],
    ["an archive of anything", zip({ "a.txt": "x" }), "paper-kind-unknown"],
    ["a letter with macros", zip({ ...word, "word/vbaProject.bin": "x" }), "paper-has-macros"],
    ["a table with macros of the old kind", zip({ ...sheet, "xl/macrosheets/sheet1.xml": "x" }), "paper-has-macros"],
    [
      "an archive that unpacks to a thousand times its size",
      zip({ ...word, "word/media/a.bmp": "0".repeat(3_000_000) }),
      "paper-hostile",
    ],
    ["an archive cut off", zip(word).subarray(0, 60), "paper-unreadable"],
  ])("%s", async (_, bytes, fault) => {
    expect(await lookAt(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes)).toEqual({ fault });
  });
  test("a PDF under a password", async () => {
    const locked = pdf(blank(1), {
      objects: [`<</Filter/Standard/V 1/R 2/O(${"o".repeat(32)})/U(${"u".repeat(32)})/P -4>>`],
      trailer: "/Encrypt 4 0 R/ID[(a)(a)]",
    });
    expect(await lookAt(locked)).toEqual({ fault: "paper-locked" });
  });
  test("whatever bytes follow the sign of a kind, the answer is a paper or a fault", async () => {
    const heads = ["%PDF-1.4\n", "\xff\xd8\xff\xe0", "\x89PNG\r\n\x1a\n", "II*\0", "MM\0*", "II+\0", "PK\x03\x04"].map((head) =>
      Buffer.from(head, "latin1"),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), async (head, tail) => {
        const told = await lookAt(Buffer.concat([head, tail]));
        expect("fault" in told || told.pages === null || told.pages >= 1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("T-33: a file that was made to break its reader", () => {
  /** The very thread, told to give up sooner. */
  const limits = { ...lookLimits, longestMs: 8_000, grownMb: 160 };
  const threads = new Threads<{ path: string }, object>(join(import.meta.dirname, "../../lib/files/looking/thread.mjs"), limits);
  const lookedAt = (path: string) =>
    new Promise<object>((end) => {
      const hear = (told: object) => {
        end(told);
        return true;
      };
      threads.give({ of: "user:2", asked: { path }, hear, broke: (why) => end({ broke: why }) });
    });
  const good = put(pdf(blank(2)));
  const broken: string[] = [];

  test.each(Object.entries(breaking))(
    "%s: it is read, refused or given up in little time and memory, and the next is read",
    async (name, make) => {
      const bytes = make();
      expect(bytes.byteLength).toBeLessThan(3_100_000);
      const path = put(bytes);
      // The thread is there, so that what is measured is the look.
      expect(await lookedAt(good)).toMatchObject({ pages: 2 });
      const [size, began] = [process.memoryUsage.rss(), process.cpuUsage()];
      let largest = size;
      const scales = setInterval(() => {
        largest = Math.max(largest, process.memoryUsage.rss());
      }, 5);
      const said = await lookedAt(path);
      clearInterval(scales);
      const { user, system } = process.cpuUsage(began);
      const told = JSON.stringify(said);
      if ("broke" in said) broken.push(name);
      expect(said, told).toSatisfy(
        (one: { pages?: number; fault?: string; broke?: string }) =>
          (one.pages ?? 0) >= 1 || one.fault === "paper-unreadable" || one.broke !== undefined,
      );
      // Of the processor, which may not have been ours alone: a second beside what the thread may take.
      expect((user + system) / 1_000, told).toBeLessThan(limits.longestMs + 1_000);
      expect((largest - size) / 2 ** 20, told).toBeLessThan(3 * limits.grownMb);
      expect(await lookedAt(good)).toMatchObject({ pages: 2 });
    },
    60_000,
  );

  test("control: some of these did break it", () => expect(broken).toContain("a script that unpacks without end"));

  test("of it somebody is told that it cannot be read, and others' files are read meanwhile", async () => {
    const many = await Promise.all([
      lookInThread({ path: put("MZ") }, "user:3"),
      lookInThread({ path: good }, "user:2"),
      lookInThread({ path: put(breaking["a million lists in each other"]?.() ?? "") }, "user:4"),
      lookInThread({ path: good }, "user:2"),
    ]);
    expect(many.map((one) => ("fault" in one ? one.fault : one.pages))).toEqual(["paper-is-program", 2, "paper-unreadable", 2]);
  }, 20_000);
});

describe("T-34: what a file is called and declared as must agree with what it is", () => {
  test.each([
    ["đơn.pdf", "application/pdf", ["pdf"]],
    ["ĐƠN.PDF", "", ["pdf"]],
    ["đơn.pdf", "application/octet-stream", ["pdf"]],
    ["ảnh.jpeg", "image/pjpeg", ["jpeg"]],
    ["đơn.docx", "application/zip", ["docx"]],
    ["đơn.pdf", "text/html", "paper-name-lies"],
    ["đơn.pdf", "image/png", "paper-name-lies"],
    ["đơn.html", "application/pdf", "paper-kind-unknown"],
    ["đơn.pdf.exe", "application/pdf", "paper-kind-unknown"],
    ["đơn.docm", "", "paper-kind-unknown"],
    ["đơn.svg", "image/svg+xml", "paper-kind-unknown"],
    ["đơn", "application/pdf", "paper-kind-unknown"],
  ])("%s declared as %s", (name, declared, said) => expect(kindsNamed(name, declared)).toEqual(said));
  test("of every pair of a name's kind and a content's only those that agree are let in", () => {
    const content = { pdf: Buffer.from(pdf(blank(1))), jpeg, png, tiff: tiff(1), docx: zip(word), xlsx: zip(sheet) };
    for (const named of paperKindNames)
      for (const is of paperKindNames) {
        const kinds = kindsNamed(`a.${paperKinds[named].endings[0]}`, "");
        if (typeof kinds === "string") throw new Error(kinds);
        const isOffice = (kind: string) => kind === "docx" || kind === "xlsx";
        const mayPass = named === is || (isOffice(named) && isOffice(is));
        expect([named, is, signFault(signOf(content[is]), kinds)]).toEqual([named, is, mayPass ? null : "paper-name-lies"]);
      }
  });
});
