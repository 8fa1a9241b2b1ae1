import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { runBatch, startDocumentImport } from "@/lib/imports/commands";
import { asOwner, foundCity } from "../city";
import { drawn } from "../documents/documents";
import { clerk, incomingHeadings, pdfZip, registerCsv, registered, returned, seen, sendRegister } from "./old-registers";

beforeAll(foundCity);

/** Every table, and every file of the data folder, as text. */
async function everything(): Promise<string> {
  const tables = await asOwner(async (c) => {
    const { rows } = await c.query<{ name: string }>(
      "select format('%I', tablename) as name from pg_tables where schemaname = 'public'",
    );
    const texts: string[] = [];
    for (const { name } of rows)
      texts.push(
        (await c.query<{ all: string | null }>(`select string_agg(t::text, ' ') as all from ${name} t`)).rows[0]?.all ?? "",
      );
    return texts.join("\n");
  });
  const folder = process.env.DATA_DIR ?? "";
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, "utf8"));
  return [tables, ...files].join("\n").toLowerCase();
}

test("T-3B: of a secret row, of its file and of a row whose file bears the stamp nothing is kept but that there was one", async () => {
  const open = await drawn("KẾ HOẠCH", ["Nội dung thường"]);
  const hidden = await drawn("PHƯƠNG ÁN", ["Hải âu sải cánh"]);
  const stamped = await drawn("MẬT", ["Chim lạc bay qua"]);
  const headings = [...incomingHeadings, "Độ mật"];
  const rows = [
    ["1", "03/01/2023", "Sở Nội vụ", "12/SNV", "02/01/2023", "Công văn thường", "", "", "12-SNV.pdf", "Thường"],
    ["2", "04/01/2023", "Công an tỉnh", "77/HAIAU-CA", "03/01/2023", "Phương án hải âu (Mật)", "", "", "", ""],
    ["3", "05/01/2023", "Công an tỉnh", "78/CA", "04/01/2023", "Sải cánh trắng", "", "", "hai-au-78.pdf", "Tối mật"],
    ["4", "06/01/2023", "Công an tỉnh", "79/CHIMLAC", "05/01/2023", "Chim lạc bay qua", "", "", "chim-lac.pdf", ""],
  ];
  const zip = pdfZip({
    "12-SNV.pdf": open,
    "77_HAIAU-CA.pdf": hidden,
    "hai-au-78.pdf": hidden,
    "chim-lac.pdf": stamped,
    "Sải cánh (Mật).pdf": hidden,
  });
  const id = await sendRegister(registerCsv(headings, rows), zip);
  expect(await seen(id)).toMatchObject({
    status: "UPLOADED",
    rowsNew: 1,
    rowsRejected: 3,
    files: { secret: 4, counts: { TAKEN: 1, UNNAMED: 0 } },
  });
  const trace = /hai.?au|hải âu|sải cánh|sai canh|chim.?lac|chim lạc/;
  expect(await everything()).not.toMatch(trace);
  await startDocumentImport(clerk(), { batchId: id });
  await runBatch(id, { now: () => clerk().now });
  expect((await registered()).map(({ number, files }) => [number, files])).toEqual([[1, ["12-SNV.pdf"]]]);
  expect(await returned(id)).toEqual([3, 4, 5].map((line) => ({ line, cells: [], codes: ["secret-document"] })));
  const all = await everything();
  expect(all).not.toMatch(trace);
  // Control: what is no secret is found by this look.
  expect(all).toContain("công văn thường");
  expect((await db.importBatch.findUniqueOrThrow({ where: { id } })).secretKeys).toEqual([]);
});
