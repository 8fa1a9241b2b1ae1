import * as z from "zod";
import { db, type Tx } from "@/lib/db/client";
import * as dossierHeadings from "../headings/header";
import type { headingReader } from "../headings/reader";

const Remembered = z.record(z.string(), z.string());
type Reader<F extends string> = Pick<ReturnType<typeof headingReader<F>>, "recalled" | "rememberedOf" | "suggestMapping">;
type Columns<F extends string> = Partial<Record<F, number>>;

/** The mapping this sender confirmed last, if its headings are all there; else the likeliest one. */
export const remembered = (sender: string, headings: readonly string[]) => recall(dossierHeadings, sender, headings);
/** The same of registers whose headings are read by `reader`. */
export async function recall<F extends string>(
  reader: Reader<F>,
  sender: string,
  headings: readonly string[],
): Promise<{ mapping: Columns<F>; from: "remembered" | "guessed" }> {
  const kept = await db.importMapping.findUnique({ where: { sender } });
  const parsed = kept && Remembered.safeParse(kept.mapping);
  const mapping = parsed?.success ? reader.recalled(parsed.data, headings) : null;
  return mapping ? { mapping, from: "remembered" } : { mapping: reader.suggestMapping(headings), from: "guessed" };
}

type Confirmed = { sender: string; headings: readonly string[]; by: string; now: Date };
/** Remembers which columns of a sender are which. */
export const keepMapping = (tx: Tx, mapping: Parameters<typeof dossierHeadings.rememberedOf>[0], of: Confirmed) =>
  keep(tx, dossierHeadings, mapping, of);
/** The same of registers whose headings are read by `reader`. */
export async function keep<F extends string>(
  tx: Tx,
  reader: Reader<F>,
  mapping: Columns<F>,
  { sender, headings, by, now }: Confirmed,
): Promise<void> {
  const kept = reader.rememberedOf(mapping, headings);
  await tx.importMapping.upsert({
    where: { sender },
    create: { sender, mapping: kept, savedBy: by, savedAt: now },
    update: { mapping: kept, savedBy: by, savedAt: now },
  });
}
