import * as z from "zod";
import { db, type Tx } from "@/lib/db/client";
import { recalled, rememberedOf, suggestMapping } from "../headings/header";
import type { Mapping } from "../model";

const Remembered = z.record(z.string(), z.string());

/** The mapping this sender confirmed last, if its headings are all there; else the likeliest one. */
export async function remembered(
  sender: string,
  headings: readonly string[],
): Promise<{ mapping: Mapping; from: "remembered" | "guessed" }> {
  const kept = await db.importMapping.findUnique({ where: { sender } });
  const parsed = kept && Remembered.safeParse(kept.mapping);
  const mapping = parsed?.success ? recalled(parsed.data, headings) : null;
  return mapping ? { mapping, from: "remembered" } : { mapping: suggestMapping(headings), from: "guessed" };
}

export async function keepMapping(
  tx: Tx,
  sender: string,
  mapping: Mapping,
  headings: readonly string[],
  by: string,
  now: Date,
): Promise<void> {
  const kept = rememberedOf(mapping, headings);
  await tx.importMapping.upsert({
    where: { sender },
    create: { sender, mapping: kept, savedBy: by, savedAt: now },
    update: { mapping: kept, savedBy: by, savedAt: now },
  });
}
