import { beforeAll, expect, test } from "vitest";
import { receiveArchive, runBatch, startDocumentImport } from "@/lib/imports/commands";
import { foundCity } from "../city";
import { drawn } from "../documents/documents";
import { bytes } from "./importing";
import { clerk, incomingHeadings, pdfZip, registerCsv, seen, sendRegister } from "./old-registers";

beforeAll(foundCity);
const rowsOf = (count: number, year: number) =>
  Array.from({ length: count }, (_, n) => {
    const arrived = `${String(1 + Math.floor((n / count) * 28)).padStart(2, "0")}/01/${year}`;
    return [
      String(n + 1),
      arrived,
      "Sở Nội vụ",
      `${n + 1}/SNV`,
      `30/12/${year - 1}`,
      `Công văn số ${n + 1} về việc rà soát thủ tục hành chính năm ${year}`,
      "VP",
      "",
      "",
    ];
  });
test("speed", async () => {
  let at = performance.now();
  const lap = (name: string) => {
    console.log(name, Math.round(performance.now() - at), "ms");
    at = performance.now();
  };
  const id = await sendRegister(registerCsv(incomingHeadings, rowsOf(10_000, 2023)), null);
  lap("10000 receive");
  await startDocumentImport(clerk(), { batchId: id, isCheck: true });
  await runBatch(id);
  lap("10000 check");
  await startDocumentImport(clerk(), { batchId: id });
  await runBatch(id);
  lap("10000 land");
  expect(await seen(id)).toMatchObject({ rowsNew: 10_000 });
  const pdf = await drawn(
    "CÔNG VĂN",
    Array.from({ length: 20 }, (_, i) => `Nội dung thứ ${i} của công văn này`),
  );
  const zip = pdfZip(
    Object.fromEntries(
      Array.from({ length: 1000 }, (_, n) => [`${n + 1}-SNV.pdf`, Buffer.concat([pdf, Buffer.from(`% ${n}\n`)])]),
    ),
  );
  at = performance.now();
  const two = await sendRegister(registerCsv(incomingHeadings, rowsOf(1000, 2022)), null, { year: 2022 });
  await receiveArchive(clerk(), bytes(zip), { batchId: two, name: "t.zip" });
  lap(`1000 pdf receive (${zip.length} bytes, pdf ${pdf.length})`);
  await runBatch(two);
  lap("1000 pdf look and check");
  await startDocumentImport(clerk(), { batchId: two });
  await runBatch(two);
  lap("1000 pdf land");
  expect(await seen(two)).toMatchObject({ rowsNew: 1000, files: { counts: { TAKEN: 1000 } } });
}, 400_000);
