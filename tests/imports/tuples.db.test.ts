import { once } from "node:events";
import fc from "fast-check";
import { from as copyFrom } from "pg-copy-streams";
import { expect, test } from "vitest";
import { Tuples } from "@/lib/imports/running/tuples";
import { asOwner } from "../city";

type Row = { n: number | null; words: string | null; sealed: number[] | null; at: number | null; day: string | null };
const orNone = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const row: fc.Arbitrary<Row> = fc.record({
  n: orNone(fc.integer({ min: -2_147_483_648, max: 2_147_483_647 })),
  words: orNone(
    fc.oneof(
      fc.constantFrom("", "Nguyễn Thị Ánh", "tab\tvà\ndòng \\N", "😀 4 byte", "y".repeat(3_000)),
      fc.string({ unit: "grapheme" }).map((s) => s.replaceAll("\0", "")),
    ),
  ),
  sealed: orNone(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 80 })),
  at: orNone(fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }).map((d) => d.getTime())),
  day: orNone(
    fc
      .date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10)),
  ),
});

test("what is handed to COPY in its binary format is what the table has, however the rows are cut into chunks", async () => {
  await asOwner(async (c) => {
    await c.query("create temp table kept (i int, n int, words text, sealed bytea, at timestamptz(3), day date)");
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), fc.integer({ min: 1, max: 5_000 }), async (rows, chunk) => {
        await c.query("truncate kept");
        const tuples = new Tuples(6);
        const stream = c.query(copyFrom("copy kept from stdin (format binary)"));
        tuples.head();
        for (const [i, r] of rows.entries()) {
          tuples.row();
          tuples.int(i);
          tuples.int(r.n);
          tuples.text(r.words);
          tuples.bytes(r.sealed && Uint8Array.from(r.sealed));
          tuples.instant(r.at);
          tuples.day(r.day);
          if (tuples.length >= chunk) stream.write(tuples.take());
        }
        tuples.tail();
        stream.end(tuples.take());
        await once(stream, "finish");
        const { rows: kept } = await c.query("select n, words, sealed, at, day::text from kept order by i");
        expect(kept).toEqual(
          rows.map((r) => ({
            ...r,
            sealed: r.sealed && Buffer.from(r.sealed),
            at: r.at === null ? null : new Date(r.at),
          })),
        );
      }),
      { numRuns: 60 },
    );
  });
});
