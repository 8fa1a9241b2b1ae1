import { describe, expect, test } from "vitest";
import { signPdf } from "@/lib/signatures/signing/sign";
import { city, now } from "./authority";
import { check, inShort, trustIn } from "./papers";
import { secondOpinions } from "./pdfsig";

const ours = city();
const trust = trustIn(ours);
const sign = (bytes: Buffer) => signPdf(bytes, ours.person.signer, { field: "Ký", at: now, holeBytes: 3_000 });
const row = (offset: number, kind: "n" | "f" = "n") =>
  `${String(offset).padStart(10, "0")} ${kind === "n" ? "00000" : "65535"} ${kind} \n`;
const drawing = (words: string) => `BT /F1 12 Tf 72 700 Td (${words}) Tj ET`;
const content = (num: number, words: string) =>
  `${num} 0 obj\n<</Length ${drawing(words).length}>>\nstream\n${drawing(words)}\nendstream\nendobj\n`;
/** A cross-reference stream that tells of these objects and has no table's place. */
function hiddenStream(num: number, size: number, told: readonly (readonly [num: number, type: number, a: number, b: number])[]) {
  const rows = Buffer.concat(
    told.map(([, type, a, b]) => {
      const bytes = Buffer.alloc(7);
      bytes[0] = type;
      bytes.writeUInt32BE(a, 1);
      bytes.writeUInt16BE(b, 5);
      return bytes;
    }),
  );
  const index = told.map(([of]) => `${of} 1`).join(" ");
  return `${num} 0 obj\n<</Type/XRef/Size ${size}/W[1 4 2]/Index[${index}]/Length ${rows.length}>>\nstream\n${rows.toString("latin1")}\nendstream\nendobj\n`;
}

/** A file for programs old and new: its font is packed, which the table calls free and a hidden stream tells of (ISO 32000-1 §7.5.8.4). */
function hybrid(words = "Quyet dinh so 123"): Buffer {
  let text = "%PDF-1.5\n%\xe2\xe3\xcf\xd3\n";
  const at: Record<number, number> = {};
  const put = (num: number, body: string) => {
    at[num] = text.length;
    text += body;
  };
  put(1, "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
  put(2, "2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n");
  put(3, "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n");
  put(4, content(4, words));
  const packed = "5 0 <</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>";
  put(6, `6 0 obj\n<</Type/ObjStm/N 1/First 4/Length ${packed.length}>>\nstream\n${packed}\nendstream\nendobj\n`);
  put(7, hiddenStream(7, 8, [[5, 2, 6, 0]]));
  const start = text.length;
  const rows = [1, 2, 3, 4, 5, 6, 7].map((num) => (num === 5 ? row(0, "f") : row(at[num] ?? 0))).join("");
  const id = "<30313233343536373839414243444546>";
  text += `xref\n0 8\n${row(0, "f")}${rows}trailer\n<</Size 8/Root 1 0 R/ID[${id}${id}]/XRefStm ${at[7]}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

/** The same with an update behind it whose table says nothing and whose hidden stream tells of another content. */
function hiddenUpdate(signed: Buffer, how: { table: boolean }): Buffer {
  const old = signed.toString("latin1");
  const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(old)?.[1] ?? "";
  const size = Number(/\/Size (\d+)(?![\s\S]*\/Size )/.exec(old)?.[1] ?? 20);
  const put = old.length;
  const other = content(4, "Quyet dinh so 999");
  const hidden = hiddenStream(size, size + 1, [[4, 1, put, 0]]);
  const stream = put + other.length;
  const start = stream + hidden.length;
  const rows = how.table ? `4 1\n${row(0, "f")}` : "";
  const root = /\/Root (\d+ 0 R)(?![\s\S]*\/Root )/.exec(old)?.[1] ?? "1 0 R";
  return Buffer.from(
    `${old}${other}${hidden}xref\n0 1\n${row(0, "f")}${rows}trailer\n<</Size ${size + 1}/Root ${root}/Prev ${prev}/XRefStm ${stream}>>\nstartxref\n${start}\n%%EOF\n`,
    "latin1",
  );
}

describe("files for programs old and new (hybrid cross-references)", async () => {
  const signed = await sign(hybrid());
  test("an honest one is valid, and poppler agrees", async () => {
    expect(inShort(check(signed, trust))).toBe("valid | valid");
    const [[said] = []] = await secondOpinions([signed]);
    expect(said).toMatchObject({ isValid: true, isWhole: true });
  });
  test.each([{ table: false }, { table: true }])("T-39: what only a hidden stream tells is seen, %j", (how) => {
    expect(check(hiddenUpdate(signed, how), trust).verdict).toBe("invalid");
  });
  test("T-39: a hidden place that is none, or leads into itself, is not valid", () => {
    for (const place of ["1", "99999999", "-5"]) {
      const bytes = hybrid()
        .toString("latin1")
        .replace(/XRefStm \d+/, `XRefStm ${place}`);
      expect(check(Buffer.from(bytes, "latin1"), trust).verdict).toBe("unknown");
    }
  });
});
