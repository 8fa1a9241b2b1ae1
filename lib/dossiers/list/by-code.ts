import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { codeWithin } from "../codes/code";
import type { FoundByCode } from "../model";
import { readableTo } from "../record/asked";
import { readSearch } from "./search";

/**
 * The dossier whose code was scanned or typed, in either order of the agency's identifier, alone or within a longer text. Refuses
 * `dossier-code-unreadable`; `dossier-code-unknown` for one that is nobody's and for one out of the actor's reach alike.
 */
export async function findByCode(actor: Actor, text: string): Promise<FoundByCode> {
  const read = codeWithin(text);
  const search = read && readSearch(read.code);
  if (search?.by !== "code")
    throw new AppError("invalid", "dossier-code-unreadable", {
      faults: [{ path: "query.text", code: "dossier-code-unreadable" }],
    });
  const rows = await db.$queryRaw<FoundByCode[]>`
    select d.id, d.code from dossier d where d.code = any (${search.codes}::text[]) and ${readableTo(actor)} limit 1`;
  if (!rows[0]) throw new AppError("not-found", "dossier-code-unknown");
  return rows[0];
}
