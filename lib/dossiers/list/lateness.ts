import * as z from "zod";
import { type Locale, say } from "@/lib/words";

/**
 * Why a dossier is late, as far as the record knows: what the apology said and whom it named (NĐ 61/2018 Đ.19.9), and the agencies that
 * owe, or owed, an opinion past its day (Đ.19.5).
 */
export const Lateness = z.object({ reason: z.string().nullable(), agencies: z.array(z.string()) });
export type Lateness = z.output<typeof Lateness>;

/** In one line: "Chờ ý kiến thẩm định; chậm: Sở Xây dựng". Null where the record gives no reason. */
export function latenessText(locale: Locale, lateness: Lateness | null): string | null {
  if (!lateness) return null;
  const { reason, agencies } = lateness;
  const late = agencies.length > 0 ? say(locale, { vi: "Chậm: ", en: "Late: " }) + agencies.join(", ") : null;
  return [reason, late].filter((text) => text !== null).join(" · ") || null;
}
