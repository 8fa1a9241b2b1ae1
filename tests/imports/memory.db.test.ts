import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeAll, expect, test } from "vitest";
import { receiveMachineBatch, startImport } from "@/lib/imports/commands";
import { asOwner, foundCity, unit } from "../city";
import { batchOf, bytes, ctx, send } from "./importing";
import { csvOf, headings, registerRow } from "./samples/register";
import { workbookOf } from "./samples/workbook";

beforeAll(foundCity);
afterEach(() => asOwner((c) => c.query("truncate dossier, dossier_event, import_batch, staged_dossier cascade")));

/** The most that the heap of a process which carries an import may hold at once, in MB: less than the texts of these registers. */
const heap = 128;

/**
 * Carries a register through in a process that ends where its heap grows past the limit. Its time is the processor's: what else the
 * machine does is not counted.
 */
async function carry(id: number): Promise<{ buffers: number; all: number; seconds: number }> {
  const child = new URL("./crash-child.ts", import.meta.url).pathname;
  const worker = spawn(process.execPath, [`--max-old-space-size=${heap}`, "--import", "tsx", child, String(id)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said: Buffer[] = [];
  worker.stdout.on("data", (chunk) => said.push(chunk));
  expect(await once(worker, "exit")).toEqual([0, null]);
  const [buffers = 0, all = 0, seconds = 0] = Buffer.concat(said)
    .toString()
    .split(" ")
    .map((bytes) => Math.round(Number(bytes) / 1e6));
  return { buffers, all, seconds };
}

const started = async (content: string | Buffer) => {
  const id = await send(content);
  await startImport(ctx(), { batchId: id });
  return id;
};
const wideRows = 1_500;
/** A column no field is matched with: thirty thousand characters a row that a reader must let go of. Two bytes each in memory. */
const note = (n: number) =>
  Array.from({ length: 2_500 }, (_, i) => `tờ số ${(n * 7919 + i * 104_729) % 1_000_003}`)
    .join(", ")
    .slice(0, 30_000);
/** A machine's row: what stands between its fields is no part of it. */
const object = (n: number) => {
  const [, code, procedureCode, , applicantName] = registerRow(n, wideRows).map((cell) => JSON.stringify(cell));
  return `{"code":${code},${" ".repeat(30_000)}"procedureCode":${procedureCode},"applicantName":${applicantName},"acceptedAt":"2023-01-05"}`;
};

/** With the most that may lie beside the heap, in MB: less than the bytes of the file, unpacked. */
test.each<[string, number, number, () => Promise<number>]>([
  [
    "a workbook of long texts",
    wideRows,
    40,
    () =>
      started(
        workbookOf([
          [...headings, "Ghi chú"],
          ...Array.from({ length: wideRows }, (_, n) => [...registerRow(n, wideRows), note(n)]),
        ]),
      ),
  ],
  [
    "a machine's batch",
    wideRows,
    30,
    async () => {
      const objects = Array.from({ length: wideRows }, (_, n) => object(n)).join("\n");
      return (await receiveMachineBatch(ctx(), bytes(objects), { unitId: unit.tranPhu, sender: "máy", idempotencyKey: "một" }))
        .id;
    },
  ],
  [
    "100,000 rows, well under a minute,",
    100_000,
    12,
    () => started(csvOf([headings, ...Array.from({ length: 100_000 }, (_, n) => registerRow(n, 100_000))])),
  ],
])(
  "%s is imported without being held",
  async (name, rows, beside, begin) => {
    const id = await begin();
    const { buffers, all, seconds } = await carry(id);
    console.log(
      `${name} took ${seconds} s of processor with the start of a process, ${all} MB at most, ${buffers} of them buffers`,
    );
    expect(await batchOf(id)).toMatchObject({ status: "DONE", rowsRead: rows, rowsNew: rows });
    expect(buffers).toBeLessThan(beside);
    expect(seconds).toBeLessThan(30);
  },
  120_000,
);
